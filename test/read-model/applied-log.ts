import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { findingsProjection } from '../../src/read-model/bounces/index.js';
import { createCampaignsProjection, SqliteCampaignQueries } from '../../src/read-model/campaigns/index.js';
import { createCorrelationProjection, signVerp } from '../../src/read-model/correlation/index.js';
import {
  type GlobalPosition,
  type ImportedSuppression,
  type JsonObject,
  type LedgerEvent,
  type RecipientKey,
  type RecordedEvent,
  type RegisteredSend,
  streams,
} from '../../src/events/index.js';
import { LedgerKeys } from '../../src/ledger/index.js';
import { ModelDefinition, type ReadModelSource } from '../../src/read-model/engine/index.js';
import { ReadModelDatabase } from '../../src/read-model/engine/read-model-database.js';
import { createRecipientsProjection, SqliteRecipientQueries } from '../../src/read-model/recipients/index.js';
import { NOW, SECRET, temporaryDirectory } from '../support/temporary-ledger.js';

export const KEYS = new LedgerKeys(SECRET);
const VERP_SECRET = 'a secret of the sender';

/** One append to a stream, and when it was recorded. */
export interface Appended {
  readonly stream: string;
  readonly events: readonly LedgerEvent[];
  readonly recordedAt: string;
}

export function appended([stream, ...events]: [string, ...LedgerEvent[]], recordedAt = NOW.toISOString()): Appended {
  return { stream, events, recordedAt };
}

export function campaign(campaignId: string, purpose: 'bulk' | 'transactional' = 'bulk'): Appended {
  const data = { campaignId, purpose, name: null };
  return appended([streams.campaign(campaignId), { type: 'CampaignRegistered', data }]);
}

interface GivenSend {
  readonly recipient: string;
  readonly messageId?: string;
  readonly sendId?: string;
  readonly sentAt?: string;
}

export const SENT_AT = '2026-11-20T08:00:00.000Z';

function registeredSend({ recipient, messageId, sendId, sentAt = SENT_AT }: GivenSend): RegisteredSend {
  return {
    recipientKey: KEYS.recipientKey(recipient),
    domain: recipient.slice(recipient.indexOf('@') + 1),
    messageIdKey: messageId === undefined ? null : KEYS.messageIdKey(messageId),
    sendId: sendId ?? null,
    sentAt,
  };
}

interface GivenPart {
  readonly batchId?: string;
  readonly part?: number;
  readonly last?: boolean;
}

export function sends(
  campaignId: string | null,
  given: readonly GivenSend[],
  { batchId = `of-${campaignId ?? 'none'}`, part = 0, last = true }: GivenPart = {},
): Appended {
  const data = { batchId, campaignId, part, last, sends: given.map(registeredSend) };
  return appended([streams.sends(batchId), { type: 'SendsRecorded', data }]);
}

export function totals(
  campaignId: string,
  batchId: string,
  count: number,
  byDomain: Readonly<Record<string, number>> | null = null,
): Appended {
  const data = { campaignId, batchId, sentAt: SENT_AT, sends: count, byDomain };
  return appended([streams.campaign(campaignId), { type: 'CampaignTotalsRecorded', data }]);
}

export function decision(
  type: 'RecipientSuppressed' | 'RecipientReleased',
  address: string,
  recordedAt: string,
): Appended {
  const recipientKey = KEYS.recipientKey(address);
  const data = { recipientKey, address, reason: 'asked by phone', actor: 'kim' };
  return appended([streams.recipient(recipientKey), { type, data }], recordedAt);
}

/** A list that is imported in one part. */
export function list(
  importId: string,
  entries: readonly (Partial<ImportedSuppression> & Pick<ImportedSuppression, 'address'>)[],
  recordedAt = NOW.toISOString(),
): Appended {
  const data = {
    ...{ importId, part: 0, last: true, digest: 'd', rows: entries.length, actor: 'kim' },
    entries: entries.map((entry) => ({ kind: 'manual', reason: null, since: null, source: null, ...entry }) as const),
  };
  return appended([streams.suppressions(importId), { type: 'SuppressionsImported', data }], recordedAt);
}

export function ruleset(version: number, policy: string): Appended {
  const data = { version, document: `format: 1\npolicy:\n${policy}`, origin: 'operator' as const };
  return appended([streams.ruleset, { type: 'RulesetPublished', data }]);
}

/** @param recipient whom the signature covers too; the address does not carry them */
export function signedReturnAddress(campaignId: string, send: string, recipient?: string): string {
  const signed = { campaign: campaignId, send, ...(recipient === undefined ? {} : { recipient }) };
  return `bounce+${campaignId}.${send}.${signVerp(VERP_SECRET, signed)}@news.example`;
}

export interface AppliedLog {
  readonly database: ReadModelDatabase;
  readonly campaigns: SqliteCampaignQueries;
  readonly recipients: SqliteRecipientQueries;
  /** Applies more of the log. */
  readonly apply: (...log: readonly Appended[]) => void;
}

/** The read model's database with a log applied to it, event by event; closed when the test ends. */
export function applied(...log: readonly Appended[]): AppliedLog {
  return appliedInBatches(1, ...log);
}

/** The same, so many events at a time. */
export function appliedInBatches(size: number, ...log: readonly Appended[]): AppliedLog {
  const database = new ReadModelDatabase(join(temporaryDirectory(), 'rows.sqlite'), 'building');
  onTestFinished(() => {
    database.close();
  });
  const definition = new ModelDefinition(
    [
      findingsProjection,
      createCampaignsProjection(),
      createCorrelationProjection({ keys: KEYS, verp: { secret: VERP_SECRET } }),
      createRecipientsProjection(KEYS),
    ],
    { ledgerId: 'test', settingsDigest: '' },
  );
  definition.createTables(database);
  const source: ReadModelSource = { database, position: '0' };
  let position = 0;
  const apply = (...more: readonly Appended[]) => {
    const events = more.flatMap(({ stream, events: told, recordedAt }) =>
      told.map((event) => recorded(stream, event, recordedAt, ++position)),
    );
    for (let first = 0; first < events.length; first += size) {
      definition.apply(database, events.slice(first, first + size));
    }
  };
  apply(...log);
  return {
    database,
    campaigns: new SqliteCampaignQueries(source),
    recipients: new SqliteRecipientQueries(source, KEYS),
    apply,
  };
}

function recorded(stream: string, { type, data }: LedgerEvent, recordedAt: string, position: number): RecordedEvent {
  return {
    ...{ id: `00000000-0000-4000-8000-${String(position).padStart(12, '0')}`, stream, type },
    ...{ data: data as unknown as JsonObject, metadata: { schemaVersion: 1, recordedAt, correlationId: 'test' } },
    ...{ revision: 0, position: String(position) as GlobalPosition, storedAt: recordedAt },
  };
}

interface Row {
  readonly recipient_key: RecipientKey | null;
}

/** What correlation and recipients say in rows, without the numbers that tell in which order things became known. */
export function joinedRows(database: ReadModelDatabase): { readonly correlations: Row[]; readonly recipients: Row[] } {
  return {
    correlations: database.all<Row>(
      `SELECT bounce_id, method, verified, trusted, c.campaign_id, c.send_id, sends.message_id_key, c.domain, c.recipient,
         c.recipient_key
       FROM correlations c JOIN findings USING (sequence) LEFT JOIN sends ON sends.sequence = c.send
       ORDER BY bounce_id, c.occurred_at`,
    ),
    recipients: database.all<Row>(
      'SELECT recipient_key, address, status, counted, clears_at FROM recipients ORDER BY recipient_key',
    ),
  };
}
