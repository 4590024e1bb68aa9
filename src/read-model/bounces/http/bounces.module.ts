import { Module, type DynamicModule } from '@nestjs/common';
import type { Evidence } from '../../../ledger/evidence/index.js';
import { Intake, type Ledger } from '../../../ledger/index.js';
import type { BounceQueries, MailQueries } from '../bounce-views.js';
import { BOUNCE_QUERIES, BouncesController } from './bounces.controller.js';
import { MailEvidence } from '../../mails/mail-evidence.js';
import { MAIL_QUERIES, MailsController } from '../../mails/http/mails.controller.js';
import type { UndeterminedQueries } from '../../undetermined/undetermined-views.js';
import { UNDETERMINED_QUERIES, UndeterminedController } from '../../undetermined/http/undetermined.controller.js';

export interface BouncesParts {
  readonly ledger: Ledger;
  readonly intake: Intake;
  readonly evidence: Evidence;
  readonly bounces: BounceQueries;
  readonly mails: MailQueries;
  readonly undetermined: UndeterminedQueries;
}

@Module({})
export class BouncesModule {
  static forRoot({ ledger, intake, evidence, bounces, mails, undetermined }: BouncesParts): DynamicModule {
    return {
      module: BouncesModule,
      controllers: [BouncesController, MailsController, UndeterminedController],
      providers: [
        { provide: BOUNCE_QUERIES, useValue: bounces },
        { provide: MAIL_QUERIES, useValue: mails },
        { provide: UNDETERMINED_QUERIES, useValue: undetermined },
        { provide: Intake, useValue: intake },
        { provide: MailEvidence, useValue: new MailEvidence(ledger.store, evidence) },
      ],
    };
  }
}
