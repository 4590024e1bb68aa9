import { Module, type DynamicModule } from '@nestjs/common';
import type { Ledger } from '../ledger/index.js';
import { DecisionsController } from './decisions.controller.js';
import { RecipientCommands } from './recipient-commands.js';

export interface RecipientsParts {
  readonly ledger: Ledger;
}

@Module({})
export class RecipientsModule {
  static forRoot({ ledger }: RecipientsParts): DynamicModule {
    return {
      module: RecipientsModule,
      controllers: [DecisionsController],
      providers: [{ provide: RecipientCommands, useValue: new RecipientCommands(ledger) }],
    };
  }
}
