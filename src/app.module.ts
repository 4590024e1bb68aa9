import { Module, type DynamicModule } from '@nestjs/common';
import type { Logger } from 'pino';
import type { BounceQueries, MailQueries, UndeterminedQueries } from './bounces/index.js';
import { BouncesModule } from './bounces/surface.js';
import type { CampaignQueries } from './campaigns/index.js';
import { CampaignsModule } from './campaigns/surface.js';
import type { Evidence } from './evidence/index.js';
import type { FeedQueries } from './feed/index.js';
import { FeedModule } from './feed/surface.js';
import { HttpModule, type FollowedLog, type HttpSettings } from './http/index.js';
import type { Intake, Ledger } from './ledger/index.js';
import type { MailboxQueries } from './mailbox/index.js';
import { MailboxesModule } from './mailbox/surface.js';
import type { Operations } from './operations/index.js';
import { OperationsModule } from './operations/surface.js';
import type { Reclassifications, RulesetQueries } from './reclassification/index.js';
import { ReclassificationModule } from './reclassification/surface.js';
import type { Reinterpretations } from './reinterpretation/index.js';
import { ReinterpretationModule } from './reinterpretation/surface.js';
import type { RecipientQueries } from './recipients/index.js';
import { RecipientsModule } from './recipients/surface.js';
import type { ReportingMtaQueries } from './reporting-mtas/index.js';
import { ReportingMtasModule } from './reporting-mtas/surface.js';
import type { PastModels } from './time-travel/index.js';
import { TimeTravelModule } from './time-travel/surface.js';

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
