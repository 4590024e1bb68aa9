import { MailEvidence, type MailQueries } from '../read-model/mails/index.js';
import { Module, type DynamicModule } from '@nestjs/common';
import type { Evidence } from '../ledger/evidence/index.js';
import { Intake, type Ledger } from '../ledger/index.js';
import type { BounceQueries } from '../read-model/bounces/index.js';
import { BOUNCE_QUERIES, BouncesController } from '../read-model/bounces/http/index.js';
import { MAIL_QUERIES, MailsController } from '../read-model/mails/http/index.js';
import type { UndeterminedQueries } from '../read-model/undetermined/index.js';
import { UNDETERMINED_QUERIES, UndeterminedController } from '../read-model/undetermined/http/index.js';

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
