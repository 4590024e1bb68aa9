import { Module, type DynamicModule } from '@nestjs/common';
import type { Evidence } from '../evidence/index.js';
import { Intake, type Ledger } from '../ledger/index.js';
import { MailEvidence } from './mail-evidence.js';
import { MailsController } from './mails.controller.js';

export interface BouncesParts {
  readonly ledger: Ledger;
  readonly intake: Intake;
  readonly evidence: Evidence;
}

@Module({})
export class BouncesModule {
  static forRoot({ ledger, intake, evidence }: BouncesParts): DynamicModule {
    return {
      module: BouncesModule,
      controllers: [MailsController],
      providers: [
        { provide: Intake, useValue: intake },
        { provide: MailEvidence, useValue: new MailEvidence(ledger.store, evidence) },
      ],
    };
  }
}
