import { pino } from 'pino';
import type { Settings } from '../../config/index.js';
import type { CommandOrigin } from '../../events/index.js';
import { stateLines, type StateLine } from '../../history/as-of/index.js';
import type {
  ConfirmRequest,
  OnProgress,
  ReclassificationPreview,
  ReclassificationView,
} from '../../history/reclassification/index.js';
import type { ReinterpretationReport, ReinterpretationRequest } from '../../history/reinterpretation/index.js';
import type { RulesetDraft, RulesetQueries } from '../../history/rulesets/index.js';
import type { CollectionReport, CollectNow } from '../../mailbox/index.js';
import type { BounceView } from '../../read-model/bounces/index.js';
import type { CampaignView } from '../../read-model/campaigns/index.js';
import type { AsOfPoint, RebuildProgress } from '../../read-model/engine/index.js';
import type { MailboxView } from '../../read-model/mailboxes/index.js';
import type { RecipientView } from '../../read-model/recipients/index.js';
import type { UndeterminedCluster } from '../../read-model/undetermined/index.js';
import { openBounceLedger, type BounceLedger } from '../../service/index.js';
import { PATIENCE_MS, sayWaiting } from './event-store-patience.js';
import type { LedgerAccess, Rebuilt, Received, StateOptions } from './ledger-access.js';
import type { ListsAccess } from './lists-access.js';
import { LocalLists } from './local-lists.js';

/** The ledger opened in this process, for as long as the command takes. */
export class LocalAccess implements LedgerAccess {
  readonly rulesets: RulesetQueries;
  readonly lists: ListsAccess;

  private constructor(
    private readonly bounceLedger: BounceLedger,
    { dataDir }: Settings,
  ) {
    this.rulesets = bounceLedger.publishedRulesets;
    this.lists = new LocalLists(bounceLedger, dataDir);
  }

  /** @throws DataDirectoryInUseError while another process owns the data directory */
  static async open(settings: Settings): Promise<LocalAccess> {
    const logger = pino({ level: 'error' }, pino.destination(2));
    const onWait = sayWaiting((line) => process.stderr.write(`${line}\n`));
    return new LocalAccess(await openBounceLedger(settings, logger, { onWait, patienceMs: PATIENCE_MS }), settings);
  }

  async receive(bytes: Buffer): Promise<Received> {
    return this.bounceLedger.intake.receive(bytes, { mailbox: null, uidl: null });
  }

  async recipient(address: string): Promise<RecipientView> {
    const { recipients } = await this.#caughtUp();
    return recipients.find(address, new Date());
  }

  async bounce(bounceId: string): Promise<BounceView | null> {
    const { bounces } = await this.#caughtUp();
    return bounces.find(bounceId);
  }

  async campaign(campaignId: string): Promise<CampaignView | null> {
    const { campaigns } = await this.#caughtUp();
    return campaigns.find(campaignId, new Date());
  }

  async undetermined(limit: number): Promise<readonly UndeterminedCluster[]> {
    const { undetermined } = await this.#caughtUp();
    return undetermined.list({ limit }).items;
  }

  async undeterminedCluster(id: string): Promise<UndeterminedCluster | null> {
    const { undetermined } = await this.#caughtUp();
    return undetermined.find(id);
  }

  async collect(mailbox: string, how: Required<CollectNow>): Promise<CollectionReport> {
    await this.#caughtUp();
    return this.bounceLedger.collector.collect(mailbox, how);
  }

  async mailbox(name: string): Promise<MailboxView | null> {
    await this.#caughtUp();
    return this.bounceLedger.mailboxes.find(name);
  }

  async *state(point: AsOfPoint, { onProgress, signal }: StateOptions): AsyncGenerator<StateLine> {
    const { readModel, ledger } = this.bounceLedger;
    const state = await readModel.asOfStates.hold(point, { onProgress, signal, patienceMs: Infinity });
    try {
      for await (const line of stateLines(state, ledger.keys)) {
        signal.throwIfAborted();
        yield line;
      }
    } finally {
      state.release();
    }
  }

  async previewReclassification(
    draft: RulesetDraft,
    onProgress: OnProgress,
    signal: AbortSignal,
  ): Promise<ReclassificationPreview> {
    await this.#caughtUp();
    return this.bounceLedger.reclassifications.preview(draft, onProgress, signal);
  }

  /** The run ends with this process; confirming it again resumes it. */
  async reclassify(
    request: ConfirmRequest,
    origin: CommandOrigin,
    onProgress: OnProgress,
    signal: AbortSignal,
  ): Promise<ReclassificationView> {
    await this.#caughtUp();
    const { reclassifications } = this.bounceLedger;
    const { id } = await reclassifications.begin(request, origin);
    const ignoreChanges = reclassifications.onChange(() => {
      void reclassifications.find(id).then(onProgress);
    });
    const stop = () => void reclassifications.close();
    signal.addEventListener('abort', stop);
    try {
      return await reclassifications.ended(id);
    } finally {
      signal.removeEventListener('abort', stop);
      ignoreChanges();
    }
  }

  async cancelReclassification(runId: string, origin: CommandOrigin): Promise<ReclassificationView> {
    await this.#caughtUp();
    return this.bounceLedger.reclassifications.cancel(runId, origin);
  }

  reinterpret(
    request: ReinterpretationRequest,
    onProgress: (soFar: ReinterpretationReport) => void,
    signal: AbortSignal,
  ): Promise<ReinterpretationReport> {
    return this.bounceLedger.reinterpretation.run(request, onProgress, signal);
  }

  async rebuild(onProgress: (progress: RebuildProgress) => void): Promise<Rebuilt> {
    const { readModel } = this.bounceLedger;
    const events = await readModel.rebuild(onProgress);
    return { events: events ?? 0, position: readModel.position() };
  }

  async close(): Promise<void> {
    await this.bounceLedger.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #caughtUp(): Promise<BounceLedger['readModel']> {
    const { readModel } = this.bounceLedger;
    await readModel.caughtUp();
    return readModel;
  }
}
