import { Inject, Module, type DynamicModule, type OnModuleInit } from '@nestjs/common';
import { CLOCK, Metrics } from '../../../http/index.js';
import { registerMailboxMetrics } from './mailbox-metrics.js';
import type { MailboxQueries } from '../index.js';
import { MAILBOX_QUERIES, MailboxesController } from './mailboxes.controller.js';

export interface MailboxesParts {
  readonly mailboxes: MailboxQueries;
}

@Module({})
export class MailboxesModule implements OnModuleInit {
  constructor(
    private readonly metrics: Metrics,
    @Inject(MAILBOX_QUERIES) private readonly mailboxes: MailboxQueries,
    @Inject(CLOCK) private readonly clock: () => Date,
  ) {}

  static forRoot({ mailboxes }: MailboxesParts): DynamicModule {
    return {
      module: MailboxesModule,
      controllers: [MailboxesController],
      providers: [{ provide: MAILBOX_QUERIES, useValue: mailboxes }],
    };
  }

  onModuleInit(): void {
    registerMailboxMetrics(this.metrics.registry, this.mailboxes, this.clock);
  }
}
