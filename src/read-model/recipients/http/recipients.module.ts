import { Module, type DynamicModule } from '@nestjs/common';
import type { Ledger } from '../../../ledger/index.js';
import type { PastStates } from '../../engine/index.js';
import { DecisionsController } from './decisions.controller.js';
import { PastRecipients, RecipientCommands, type RecipientQueries } from '../index.js';
import { RECIPIENT_QUERIES, RecipientsController } from './recipients.controller.js';

export interface RecipientsParts {
  readonly ledger: Ledger;
  readonly recipients: RecipientQueries;
  readonly pastStates: PastStates;
}

@Module({})
export class RecipientsModule {
  static forRoot({ ledger, recipients, pastStates }: RecipientsParts): DynamicModule {
    return {
      module: RecipientsModule,
      controllers: [RecipientsController, DecisionsController],
      providers: [
        { provide: RECIPIENT_QUERIES, useValue: recipients },
        { provide: PastRecipients, useValue: new PastRecipients(pastStates, ledger.keys) },
        { provide: RecipientCommands, useValue: new RecipientCommands(ledger) },
      ],
    };
  }
}
