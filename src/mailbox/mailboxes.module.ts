import { Module, type DynamicModule } from '@nestjs/common';
import type { MailboxQueries } from './mailbox-views.js';
import { MAILBOX_QUERIES, MailboxesController } from './mailboxes.controller.js';

export interface MailboxesParts {
  readonly mailboxes: MailboxQueries;
}

@Module({})
export class MailboxesModule {
  static forRoot({ mailboxes }: MailboxesParts): DynamicModule {
    return {
      module: MailboxesModule,
      controllers: [MailboxesController],
      providers: [{ provide: MAILBOX_QUERIES, useValue: mailboxes }],
    };
  }
}
