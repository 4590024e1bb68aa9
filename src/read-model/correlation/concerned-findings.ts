import type { ReadModelDatabase } from '../engine/index.js';
import type { SendsCounted } from '../campaigns/index.js';
import { awaitedCampaign, awaitedKey, awaitedSend } from './awaited-digests.js';
import { RECIPIENT_ALONE_MS } from './chain.js';

/** Rows of sends held in memory at a time. */
const PAGE = 1_000;

const IS_ANYTHING_AWAITED = 'SELECT 1 FROM awaited LIMIT 1';
const AWAITING = 'SELECT finding FROM awaited WHERE digest = ?';
// A further send to a recipient concerns few of the findings about them: not all are correlated again each time.
const AWAITING_SEND_TO = `
SELECT finding FROM awaited
JOIN correlations ON correlations.sequence = finding
WHERE digest = ?1 AND (trusted = 1 OR campaign_id = ?2 OR occurred_at BETWEEN ?3 AND ?4)`;
const SENDS = `
SELECT sequence, recipient_key, message_id_key, send_id, sent_at FROM sends
WHERE sequence BETWEEN ? AND ? ORDER BY sequence`;

interface SendRow {
  readonly sequence: number;
  readonly recipient_key: string;
  readonly message_id_key: string | null;
  readonly send_id: string | null;
  readonly sent_at: string;
}

interface Concerned {
  readonly finding: number;
}

/** Findings that name the campaign, and came before it or its sends were registered; in the order of the log. */
export function findingsAwaitingCampaign(database: ReadModelDatabase, campaignId: string): number[] {
  return database.all<Concerned>(AWAITING, awaitedCampaign(campaignId)).map(({ finding }) => finding);
}

/** Findings that sends may concern which count from now on; in the order of the log. */
export function findingsConcernedBySends(database: ReadModelDatabase, counted: SendsCounted): number[] {
  const findings = new Set<number>();
  const note = (rows: readonly Concerned[]) => {
    for (const { finding } of rows) findings.add(finding);
  };
  // From its first registered sends on a campaign's findings have to be verified.
  if (counted.isFirstOfCampaign && counted.campaignId !== null) {
    note(database.all(AWAITING, awaitedCampaign(counted.campaignId)));
  }
  if (database.get(IS_ANYTHING_AWAITED) !== undefined) {
    // One message, or one id, may be that of a whole batch: its findings are looked up once.
    const lookedUp = new Set<number>();
    const noteOnce = (digest: number) => {
      if (lookedUp.has(digest)) return;
      lookedUp.add(digest);
      note(database.all(AWAITING, digest));
    };
    for (const send of sendsOf(database, counted)) {
      const until = new Date(Date.parse(send.sent_at) + RECIPIENT_ALONE_MS).toISOString();
      note(database.all(AWAITING_SEND_TO, awaitedKey(send.recipient_key), counted.campaignId, send.sent_at, until));
      if (send.message_id_key !== null) noteOnce(awaitedKey(send.message_id_key));
      if (send.send_id !== null) noteOnce(awaitedSend(send.send_id));
    }
  }
  return [...findings].sort((a, b) => a - b);
}

function* sendsOf(database: ReadModelDatabase, { first, last }: SendsCounted): Generator<SendRow> {
  for (let from = first; from <= last; from += PAGE) {
    yield* database.all<SendRow>(SENDS, from, Math.min(last, from + PAGE - 1));
  }
}
