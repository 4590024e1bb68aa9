import type { MailQueries } from '../read-model/mails/index.js';
import { Module, type DynamicModule } from '@nestjs/common';
import type { Logger } from 'pino';
import type { BounceQueries } from '../read-model/bounces/index.js';
import type { UndeterminedQueries } from '../read-model/undetermined/index.js';
import { BouncesModule } from './bounces.module.js';
import type { CampaignQueries } from '../read-model/campaigns/index.js';
import { CampaignsModule } from '../read-model/campaigns/http/index.js';
import type { Evidence } from '../ledger/evidence/index.js';
import type { FeedQueries } from '../read-model/feed/index.js';
import { FeedModule } from '../read-model/feed/http/index.js';
import { HttpModule, type FollowedLog, type HttpSettings } from '../http/index.js';
import type { Intake, Ledger } from '../ledger/index.js';
import type { MailboxQueries, Operations } from '../read-model/mailboxes/index.js';
import { MailboxesModule, OperationsModule } from '../read-model/mailboxes/http/index.js';
import type { Reclassifications } from '../history/reclassification/index.js';
import type { RulesetQueries } from '../history/rulesets/index.js';
import { ReclassificationModule } from '../history/reclassification/http/index.js';
import type { Reinterpretations } from '../history/reinterpretation/index.js';
import { ReinterpretationModule } from '../history/reinterpretation/http/index.js';
import type { RecipientQueries } from '../read-model/recipients/index.js';
import { RecipientsModule } from '../read-model/recipients/http/index.js';
import type { ReportingMtaQueries } from '../read-model/reporting-mtas/index.js';
import { ReportingMtasModule } from '../read-model/reporting-mtas/http/index.js';
import type { PastModels } from '../history/as-of/index.js';
import { TimeTravelModule } from '../history/as-of/http/index.js';

/** What is asked of the read model, and how far it has followed the log. */
export interface ReadModelQueries extends FollowedLog {
  readonly recipients: RecipientQueries;
  readonly campaigns: CampaignQueries;
  readonly bounces: BounceQueries;
  readonly mails: MailQueries;
  readonly undetermined: UndeterminedQueries;
  readonly reportingMtas: ReportingMtaQueries;
  readonly feed: FeedQueries;
  readonly pastStates: PastModels;
}

/** What the HTTP application is made of: opened, and closed, by its caller. */
export interface AppParts {
  readonly http: HttpSettings;
  readonly logger: Logger;
  readonly ledger: Ledger;
  readonly intake: Intake;
  readonly evidence: Evidence;
  readonly publishedRulesets: RulesetQueries;
  readonly reclassifications: Reclassifications;
  readonly reinterpretations: Reinterpretations;
  readonly readModel: ReadModelQueries;
  readonly mailboxes: MailboxQueries;
  readonly operations: Operations;
}

/** Everything that is served over HTTP. */
@Module({})
export class AppModule {
  static forRoot({
    logger,
    ledger,
    intake,
    evidence,
    publishedRulesets,
    reclassifications,
    reinterpretations,
    readModel,
    mailboxes,
    operations,
  }: AppParts): DynamicModule {
    const { recipients, campaigns, bounces, mails, undetermined, reportingMtas, feed, pastStates } = readModel;
    return {
      module: AppModule,
      imports: [
        HttpModule.forRoot({ logger, clock: ledger.clock, followedLog: readModel }),
        RecipientsModule.forRoot({ ledger, recipients, pastStates }),
        CampaignsModule.forRoot({ ledger, campaigns, pastStates }),
        BouncesModule.forRoot({ ledger, intake, evidence, bounces, mails, undetermined }),
        ReportingMtasModule.forRoot({ reportingMtas }),
        FeedModule.forRoot({ feed }),
        MailboxesModule.forRoot({ mailboxes }),
        ReclassificationModule.forRoot({ rulesets: publishedRulesets, reclassifications }),
        ReinterpretationModule.forRoot(reinterpretations),
        TimeTravelModule.forRoot({ ledger, pastStates }),
        OperationsModule.forRoot(operations),
      ],
    };
  }
}
