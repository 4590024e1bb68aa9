import type { Reason, RecipientKey, SuppressionKind } from '../../../events/index.js';
import { readAddress, type LedgerKeys } from '../../../ledger/index.js';
import {
  decodeCursor,
  toPage,
  type AtPosition,
  type Page,
  type PageRequest,
  type ReadModelDatabase,
  type ReadModelSource,
} from '../../engine/index.js';
import { policyInEffect, type PolicyInEffect } from '../projection/policy-in-effect.js';
import { storyOf } from './recipient-effects.js';
import { listRecipients, type ListedRow } from './list-recipients.js';
import { rowsInAddressOrder } from './rows-in-address-order.js';
import {
  blockedWith,
  causeAt,
  sendableWith,
  softErrorsAt,
  STATUS_COLUMNS,
  statusAt,
  type LookupRow,
  type StatusRow,
} from './recipient-view-rows.js';
import type {
  ListedRecipient,
  LookupPurpose,
  LookupResult,
  RecipientQueries,
  RecipientStatus,
  RecipientStep,
  RecipientView,
} from '../recipient-views.js';
import { stepView } from './step-views.js';
import { unverifiedFindings } from './unverified-findings.js';

const FIND = `SELECT ${STATUS_COLUMNS} FROM recipients WHERE recipient_key = ?`;
// A delay changes no status, but something was heard of the recipient.
const IS_REPORTED_ON = 'SELECT 1 FROM correlations WHERE recipient_key = ? LIMIT 1';
const LOOKUP = `
SELECT recipient_key, status, clears_at, cause, verdicts.reason AS reason, suppression
FROM json_each(?) AS asked CROSS JOIN recipients ON recipient_key = asked.value
LEFT JOIN verdicts ON verdicts.sequence = cause`;
const ARE_REPORTED_ON = `
SELECT value FROM json_each(?) AS asked WHERE EXISTS (SELECT 1 FROM correlations WHERE recipient_key = asked.value)`;
/** So many are looked up by one statement: to run it costs as much as to find a few of them. */
const LOOKED_UP_AT_ONCE = 500;

/** What is thought of recipients, out of the read model. */
export class SqliteRecipientQueries implements RecipientQueries {
  constructor(
    private readonly source: ReadModelSource,
    private readonly keys: LedgerKeys,
  ) {}

  find(address: string, now: Date): RecipientView & AtPosition {
    const { database, position } = this.source;
    const effective = policyInEffect(database);
    const recipientKey = this.keys.recipientKey(address);
    const row = database.get<StatusRow>(FIND, recipientKey);
    const view =
      row === undefined
        ? unheardOf(address, database.get(IS_REPORTED_ON, recipientKey) !== undefined, effective, now)
        : { ...toView(database, row, effective, now), address };
    return { ...view, position };
  }

  /** In the order in which they were first heard of. @throws InvalidCursorError */
  list(
    { status }: { readonly status?: RecipientStatus | undefined },
    page: PageRequest,
    now: Date,
  ): Page<ListedRecipient> {
    const { database, position } = this.source;
    const effective = policyInEffect(database);
    const rows = listRecipients(database, status, now, decodeCursor(page) ?? 0, page.limit + 1);
    return toPage(rows, page, position, (row: ListedRow) => toView(database, row, effective, now));
  }

  /** All that are known, by address; those of whom only the key is known last, by key. Nothing is written meanwhile. */
  *inAddressOrder(now: Date): Generator<ListedRecipient> {
    const { database } = this.source;
    const effective = policyInEffect(database);
    for (const row of rowsInAddressOrder(database)) yield toView(database, row, effective, now);
  }

  /** @throws InvalidCursorError */
  history(address: string, page: PageRequest): Page<RecipientStep> {
    const { database, position } = this.source;
    const after = decodeCursor(page) ?? 0;
    const rows = storyOf(database, this.keys.recipientKey(address))
      .slice(after, after + page.limit + 1)
      .map((step, index) => ({ sequence: after + index + 1, step }));
    return toPage(rows, page, position, ({ step }) => stepView(database, step));
  }

  lookup(
    addresses: readonly string[],
    purpose: LookupPurpose,
    now: Date,
  ): { readonly results: readonly LookupResult[] } & AtPosition {
    const { database, position } = this.source;
    const results: LookupResult[] = [];
    for (let first = 0; first < addresses.length; first += LOOKED_UP_AT_ONCE) {
      const asked = addresses.slice(first, first + LOOKED_UP_AT_ONCE);
      results.push(...this.#look(database, asked, purpose, now));
    }
    return { results, position };
  }

  #look(
    database: ReadModelDatabase,
    addresses: readonly string[],
    purpose: LookupPurpose,
    now: Date,
  ): readonly LookupResult[] {
    const asked = addresses.map((given) => {
      const address = readAddress(given);
      return { given, recipientKey: address === null ? null : this.keys.recipientKey(address) };
    });
    const keys = asked.flatMap(({ recipientKey }) => recipientKey ?? []);
    const rows = new Map(database.all<LookupRow>(LOOKUP, JSON.stringify(keys)).map((row) => [row.recipient_key, row]));
    const others = JSON.stringify(keys.filter((key) => !rows.has(key)));
    const reported = new Set(database.all<{ value: RecipientKey }>(ARE_REPORTED_ON, others).map(({ value }) => value));
    return asked.map(({ given, recipientKey }) => {
      if (recipientKey === null) return { address: given, sendable: false, error: 'invalid-address' };
      const row = rows.get(recipientKey);
      if (row !== undefined) return { address: given, known: true, ...lookedUp(row, purpose, now) };
      return { address: given, known: reported.has(recipientKey), sendable: true, status: 'valid' };
    });
  }
}

function lookedUp(row: LookupRow, purpose: LookupPurpose, now: Date) {
  const status = statusAt(row, now);
  const blocks = blockedWith(status);
  const reason = status === 'valid' ? null : reasonOf(row);
  return {
    sendable: sendableWith(status)[purpose],
    status,
    ...(blocks !== null && { blocks }),
    ...(reason !== null && { reason }),
  };
}

function reasonOf({ reason, suppression, cause }: LookupRow): Reason | SuppressionKind | null {
  return reason ?? suppression ?? (cause === null ? null : 'complaint');
}

function toView(
  database: ReadModelDatabase,
  row: StatusRow,
  { rulesetVersion, policy }: PolicyInEffect,
  now: Date,
): ListedRecipient {
  const status = statusAt(row, now);
  return {
    address: row.address,
    known: true,
    status,
    sendable: sendableWith(status),
    cause: causeAt(database, row, now),
    softErrors: softErrorsAt(row, policy.softErrorThreshold, now),
    unverified: unverifiedFindings(row.unverified, policy),
    rulesetVersion,
    asOf: now.toISOString(),
  };
}

function unheardOf(
  address: string,
  known: boolean,
  { rulesetVersion, policy }: PolicyInEffect,
  now: Date,
): RecipientView {
  return {
    address,
    known,
    status: 'valid',
    sendable: sendableWith('valid'),
    cause: null,
    softErrors: { counted: 0, threshold: policy.softErrorThreshold, clearsAt: null },
    unverified: unverifiedFindings(0, policy),
    rulesetVersion,
    asOf: now.toISOString(),
  };
}
