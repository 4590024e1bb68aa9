import { Module, type DynamicModule } from '@nestjs/common';
import type { Logger } from 'pino';
import { BouncesModule, type BounceQueries, type MailQueries, type UndeterminedQueries } from './bounces/index.js';
import { CampaignsModule, type CampaignQueries } from './campaigns/index.js';
import type { Evidence } from './evidence/index.js';
import { FeedModule, type FeedQueries } from './feed/index.js';
import { HttpModule, type FollowedLog, type HttpSettings } from './http/index.js';
import type { Intake, Ledger } from './ledger/index.js';
import { MailboxesModule, type MailboxQueries } from './mailbox/index.js';
import { OperationsModule, type Operations } from './operations/index.js';
import { ReclassificationModule, type Reclassifications, type RulesetQueries } from './reclassification/index.js';
import { ReinterpretationModule, type Reinterpretations } from './reinterpretation/index.js';
import { RecipientsModule, type RecipientQueries } from './recipients/index.js';
import { TimeTravelModule, type PastModels } from './time-travel/index.js';

/** What is asked of the read model, and how far it has followed the log. */
export interface ReadModelQueries extends FollowedLog {
  readonly recipients: RecipientQueries;
  readonly campaigns: CampaignQueries;
  readonly bounces: BounceQueries;
  readonly mails: MailQueries;
  readonly undetermined: UndeterminedQueries;
  readonly feed: FeedQueries;
  readonly mailboxes: MailboxQueries;
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
    operations,
  }: AppParts): DynamicModule {
    const { recipients, campaigns, bounces, mails, undetermined, feed, mailboxes, pastStates } = readModel;
    return {
      module: AppModule,
      imports: [
        HttpModule.forRoot({ logger, clock: ledger.clock, followedLog: readModel }),
        RecipientsModule.forRoot({ ledger, recipients, pastStates }),
        CampaignsModule.forRoot({ ledger, campaigns, pastStates }),
        BouncesModule.forRoot({ ledger, intake, evidence, bounces, mails, undetermined }),
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
