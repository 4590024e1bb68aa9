import { setImmediate as nextTurn } from 'node:timers/promises';
import { VerdictOverlay } from '../../../read-model/bounces/index.js';
import { campaignsOfChanges, SqliteCampaignQueries, type CampaignView } from '../../../read-model/campaigns/index.js';
import type { Policy } from '../../../classification/index.js';
import type { ReadModelSnapshot } from '../../../read-model/engine/index.js';
import { statusChanges, type StatusMove } from '../../../read-model/recipients/index.js';
import { ChangeCounts } from './change-counts.js';
import type { OnProgress, ReclassificationPreview } from '../reclassification-views.js';
import { reclassifyPage } from '../reclassify-page.js';
import type { Reclassifier } from '../reclassifier.js';

/** Bounces classified, and recipients folded, in one turn of the event loop: requests are answered in between. */
const BOUNCES_A_TURN = 500;
const RECIPIENTS_A_TURN = 200;

export type Outcome = Pick<
  ReclassificationPreview,
  'scanned' | 'changed' | 'changes' | 'recipients' | 'campaigns' | 'notices'
>;

export interface PreviewOptions {
  readonly reclassifier: Reclassifier;
  /** The policy that would decide everybody's story. */
  readonly policy: Policy;
  /** The instant for which campaigns are counted. */
  readonly now: Date;
  /** Bounces that there are. */
  readonly bounces: number;
  readonly onProgress: OnProgress;
  /** @throws its reason, soon after it is aborted */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Works out what reclassifying all of history would do, on one state of the read model. Nothing is written but
 * temporary tables of the snapshot's own connection, over which the queries that answer every day then tell the world
 * as it would be.
 */
export async function previewOn(snapshot: ReadModelSnapshot, options: PreviewOptions): Promise<Outcome> {
  const overlay = new VerdictOverlay(snapshot.database);
  const counts = await reclassifyAll(snapshot, overlay, options);
  const campaigns = new SqliteCampaignQueries(snapshot);
  const concerned = campaignsOfChanges(snapshot.database);
  const ratesOf = async (): Promise<readonly Rates[]> => {
    const rates: Rates[] = [];
    for (const id of concerned) {
      rates.push(ratesIn(campaigns.find(id, options.now)));
      await nextTurn();
    }
    return rates;
  };
  const before = await ratesOf();
  overlay.show(true);
  const after = await ratesOf();
  return {
    ...counts.result(),
    ...(await countMoves(statusChanges(snapshot.database, options.policy), options.signal)),
    campaigns: concerned.flatMap((id, index) => movedRates(id, before[index], after[index])),
  };
}

async function reclassifyAll(
  { database }: ReadModelSnapshot,
  overlay: VerdictOverlay,
  { reclassifier, bounces, onProgress, signal }: PreviewOptions,
): Promise<ChangeCounts> {
  const counts = new ChangeCounts();
  for (let after = 0; ;) {
    const { scanned, through, changed } = reclassifyPage(database, reclassifier, after, BOUNCES_A_TURN);
    counts.scanned(scanned);
    for (const bounce of changed) {
      counts.changed(bounce);
      overlay.put(bounce.sequence, bounce.to);
    }
    onProgress({ ...counts.progress(), bounces });
    if (scanned === 0) return counts;
    after = through;
    await nextTurn();
    signal?.throwIfAborted();
  }
}

async function countMoves(
  moves: Iterable<StatusMove>,
  signal: AbortSignal | undefined,
): Promise<Pick<Outcome, 'recipients' | 'notices'>> {
  let [quarantined, released, notices, looked] = [0, 0, 0, 0];
  for (const { from, to } of moves) {
    if (from !== to) notices += 1;
    if (to === 'quarantined' && from !== to) quarantined += 1;
    if (isBlocked(from) && !isBlocked(to)) released += 1;
    looked += 1;
    if (looked % RECIPIENTS_A_TURN === 0) {
      await nextTurn();
      signal?.throwIfAborted();
    }
  }
  return { recipients: { quarantined, released }, notices };
}

function isBlocked(status: StatusMove['from']): boolean {
  return status === 'quarantined' || status === 'denylisted';
}

type Rates = Pick<CampaignView['rates'], 'hard' | 'bounce'> & { readonly known: boolean };

function ratesIn(campaign: CampaignView | null): Rates {
  return { hard: campaign?.rates.hard ?? null, bounce: campaign?.rates.bounce ?? null, known: campaign !== null };
}

function movedRates(id: string, before: Rates | undefined, after: Rates | undefined): Outcome['campaigns'] {
  if (before?.known !== true || after === undefined) return [];
  if (before.hard === after.hard && before.bounce === after.bounce) return [];
  return [{ id, hardRate: [before.hard, after.hard], bounceRate: [before.bounce, after.bounce] }];
}
