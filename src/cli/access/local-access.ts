import { pino } from 'pino';
import type { BounceView } from '../../read-model/bounces/index.js';
import type { CampaignView } from '../../read-model/campaigns/index.js';
import type { Settings } from '../../config/index.js';
import type { CollectionReport, CollectNow } from '../../mailbox/index.js';
import type { MailboxView } from '../../read-model/mailboxes/index.js';
import type { RebuildProgress } from '../../read-model/engine/index.js';
import type { RulesetQueries } from '../../history/rulesets/index.js';
import type { RecipientView } from '../../read-model/recipients/index.js';
import { openBounceLedger, type BounceLedger } from '../../service/index.js';
import { LocalReclassifications } from './local-reclassifications.js';
import { LocalState } from './local-state.js';
import { LocalUndetermined } from './local-undetermined.js';
import type { UndeterminedAccess } from './undetermined-access.js';
import type { ReinterpretationAccess } from './reinterpretation-access.js';
import type { ReclassificationAccess } from './reclassification-access.js';
import type { LedgerAccess, Rebuilt, Received } from './ledger-access.js';

/** The ledger opened in this process, for as long as the command takes. */
export class LocalAccess implements LedgerAccess {
  readonly rulesets: RulesetQueries;
  readonly reclassifications: ReclassificationAccess;
  readonly state: LocalState;
  readonly reinterpretation: ReinterpretationAccess;
  readonly undetermined: UndeterminedAccess;

  private constructor(private readonly bounceLedger: BounceLedger) {
    this.rulesets = bounceLedger.publishedRulesets;
    this.undetermined = new LocalUndetermined(bounceLedger);
    this.reinterpretation = bounceLedger.reinterpretation;
    this.reclassifications = new LocalReclassifications(bounceLedger);
    this.state = new LocalState(bounceLedger);
  }

  /** @throws DataDirectoryInUseError while another process owns the data directory */
  static async open(settings: Settings): Promise<LocalAccess> {
    return new LocalAccess(await openBounceLedger(settings, pino({ level: 'error' }, pino.destination(2))));
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

  async collect(mailbox: string, how: Required<CollectNow>): Promise<CollectionReport> {
    await this.#caughtUp();
    return this.bounceLedger.collector.collect(mailbox, how);
  }

  async mailbox(name: string): Promise<MailboxView | null> {
    await this.#caughtUp();
    return this.bounceLedger.mailboxes.find(name);
  }

  async rebuild(onProgress: (progress: RebuildProgress) => void): Promise<Rebuilt> {
    const { readModel } = this.bounceLedger;
    const events = await readModel.rebuild(onProgress);
    return { events: events ?? 0, position: readModel.position() };
  }

  async close(): Promise<void> {
    await this.bounceLedger.close();
  }

  async #caughtUp(): Promise<BounceLedger['readModel']> {
    const { readModel } = this.bounceLedger;
    await readModel.caughtUp();
    return readModel;
  }
}
