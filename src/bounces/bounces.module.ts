import { Module, type DynamicModule } from '@nestjs/common';
import type { Evidence } from '../evidence/index.js';
import { Intake, type Ledger } from '../ledger/index.js';
import type { BounceQueries, MailQueries } from './bounce-views.js';
import { BOUNCE_QUERIES, BouncesController } from './bounces.controller.js';
import { MailEvidence } from './mail-evidence.js';
import { MAIL_QUERIES, MailsController } from './mails.controller.js';

export interface BouncesParts {
  readonly ledger: Ledger;
  readonly intake: Intake;
  readonly evidence: Evidence;
  readonly bounces: BounceQueries;
  readonly mails: MailQueries;
}

@Module({})
export class BouncesModule {
  static forRoot({ ledger, intake, evidence, bounces, mails }: BouncesParts): DynamicModule {
    return {
      module: BouncesModule,
      controllers: [BouncesController, MailsController],
      providers: [
        { provide: BOUNCE_QUERIES, useValue: bounces },
        { provide: MAIL_QUERIES, useValue: mails },
        { provide: Intake, useValue: intake },
        { provide: MailEvidence, useValue: new MailEvidence(ledger.store, evidence) },
      ],
    };
  }
}
