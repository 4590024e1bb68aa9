import { Module, type DynamicModule, type InjectionToken, type Type } from '@nestjs/common';
import { ReclassificationsController } from '../history/reclassification/http/index.js';
import { Reclassifications } from '../history/reclassification/index.js';
import { ReinterpretationsController } from '../history/reinterpretation/http/index.js';
import { Reinterpretations } from '../history/reinterpretation/index.js';
import { RULESETS, RulesetsController } from '../history/rulesets/http/index.js';
import { STATE_KEYS, StateController } from '../history/as-of/http/index.js';
import { AsOfModels } from '../history/as-of/index.js';
import { httpMetadata } from '../http/index.js';
import { Intake } from '../ledger/index.js';
import { BOUNCE_QUERIES, BouncesController } from '../read-model/bounces/http/index.js';
import {
  CAMPAIGN_QUERIES,
  CampaignsController,
  SendsController,
  SendsRequests,
} from '../read-model/campaigns/http/index.js';
import { CampaignCommands, SendsCommands } from '../read-model/campaigns/index.js';
import { REBUILDABLE_READ_MODEL, RebuildsController } from '../read-model/engine/http/index.js';
import { AS_OF_STATES } from '../read-model/engine/index.js';
import { FEED_LOG, FEED_QUERIES, FeedController, type FeedLog } from '../read-model/feed/http/index.js';
import {
  COLLECT_NOW,
  CollectionsController,
  MAILBOX_QUERIES,
  MailboxesController,
} from '../read-model/mailboxes/http/index.js';
import { MAIL_QUERIES, MailsController } from '../read-model/mails/http/index.js';
import { MailEvidence } from '../read-model/mails/index.js';
import { DecisionsController, RECIPIENT_QUERIES, RecipientsController } from '../read-model/recipients/http/index.js';
import { AsOfRecipients, LookupLists, RecipientCommands } from '../read-model/recipients/index.js';
import { REPORTING_MTA_QUERIES, ReportingMtasController } from '../read-model/reporting-mtas/http/index.js';
import { ImportsController, SuppressionsController } from '../read-model/suppressions/http/index.js';
import { ImportQueries, SuppressionImports, SuppressionQueries } from '../read-model/suppressions/index.js';
import { UNDETERMINED_QUERIES, UndeterminedController } from '../read-model/undetermined/http/index.js';
import type { AppDependencies } from './app-dependencies.js';

/** Every route under /v1 is in one of these. */
const CONTROLLERS: readonly Type[] = [
  RecipientsController,
  DecisionsController,
  SuppressionsController,
  ImportsController,
  CampaignsController,
  SendsController,
  BouncesController,
  MailsController,
  UndeterminedController,
  ReportingMtasController,
  FeedController,
  MailboxesController,
  RulesetsController,
  ReclassificationsController,
  ReinterpretationsController,
  StateController,
  CollectionsController,
  RebuildsController,
];

/** Everything that is served over HTTP. */
@Module({})
export class AppModule {
  static forRoot(dependencies: AppDependencies): DynamicModule {
    const { http, logger, ledger, readModel, writeHealth: writtenLog } = dependencies;
    const { eventStreams, identify } = http;
    const shared = httpMetadata({
      logger,
      clock: ledger.clock,
      followedLog: readModel,
      writtenLog,
      eventStreams,
      identify,
    });
    const values = [...injected(dependencies)].map(([provide, useValue]) => ({ provide, useValue }));
    return {
      module: AppModule,
      imports: shared.imports,
      controllers: [...shared.controllers, ...CONTROLLERS],
      providers: [...shared.providers, ...values],
    };
  }
}

/** The providers that controllers inject, by token. */
function injected(dependencies: AppDependencies): ReadonlyMap<InjectionToken, unknown> {
  const { dataDir, ledger, intake, evidence, readModel, mailboxes, collector } = dependencies;
  const { recipients, source } = readModel;
  const { publishedRulesets, reclassifications, reinterpretations } = dependencies;
  return new Map<InjectionToken, unknown>([
    [RECIPIENT_QUERIES, recipients],
    [LookupLists, new LookupLists({ recipients, dataDir, clock: ledger.clock })],
    [SuppressionQueries, new SuppressionQueries(source)],
    [SuppressionImports, new SuppressionImports({ ledger, dataDir, source })],
    [ImportQueries, new ImportQueries(source)],
    [AsOfRecipients, new AsOfRecipients(readModel.asOfStates, ledger.keys)],
    [RecipientCommands, new RecipientCommands(ledger)],
    [CAMPAIGN_QUERIES, readModel.campaigns],
    [CampaignCommands, new CampaignCommands(ledger)],
    [SendsRequests, new SendsRequests(new SendsCommands(ledger), ledger.keys)],
    [BOUNCE_QUERIES, readModel.bounces],
    [MAIL_QUERIES, readModel.mails],
    [Intake, intake],
    [MailEvidence, new MailEvidence(ledger.store, evidence)],
    [UNDETERMINED_QUERIES, readModel.undetermined],
    [REPORTING_MTA_QUERIES, readModel.reportingMtas],
    [FEED_QUERIES, readModel.feed],
    [FEED_LOG, feedLog(dependencies)],
    [MAILBOX_QUERIES, mailboxes],
    [COLLECT_NOW, collector],
    [REBUILDABLE_READ_MODEL, readModel],
    [RULESETS, publishedRulesets],
    [Reclassifications, reclassifications],
    [Reinterpretations, reinterpretations],
    [AS_OF_STATES, readModel.asOfStates],
    [AsOfModels, readModel.asOfStates],
    [STATE_KEYS, ledger.keys],
  ]);
}

function feedLog({ ledger: { store }, readModel }: AppDependencies): FeedLog {
  return {
    head: () => store.head(),
    compare: (a, b) => store.compare(a, b),
    position: () => readModel.position(),
  };
}
