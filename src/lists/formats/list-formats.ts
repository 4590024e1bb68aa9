import type { SuppressionKind } from '../../events/index.js';

/** Services whose exports are known, our own export, and any other list. */
export const LIST_FORMATS = [
  'bounce-ledger',
  'ses',
  'sendgrid',
  'mailgun',
  'postmark',
  'sparkpost',
  'listmonk',
  'generic',
] as const;
export type ListFormatName = (typeof LIST_FORMATS)[number];

/** How rows say their kind. A value that is not listed is an error; null: such a row is not a suppression. */
export interface KindColumns {
  /** The values of all columns, joined by a blank, are looked up first, then that of the first alone. */
  readonly columns: readonly string[];
  readonly values: Readonly<Record<string, SuppressionKind | null>>;
}

/**
 * One export of a service. Columns are named as `columnName` gives them; of alternatives the first that is there
 * counts.
 */
export interface ListFormat {
  readonly name: ListFormatName;
  /** A list with all these columns is one. */
  readonly header: readonly string[];
  /** It has no other column: the header alone says little. */
  readonly exact?: boolean;
  readonly address: readonly string[];
  /** All that are there make the reason. */
  readonly reason: readonly string[];
  readonly since: readonly string[];
  readonly source?: readonly string[];
  readonly kind: SuppressionKind | KindColumns;
}

const FIXED = { reason: [], since: ['created', 'createdat'] } as const;

/** The file of a bulk import of Amazon SES, which may have no header row. */
export const SES_IMPORT: ListFormat = {
  name: 'ses',
  header: ['emailaddress', 'reason'],
  exact: true,
  address: ['emailaddress'],
  reason: [],
  since: [],
  kind: { columns: ['reason'], values: { bounce: 'hard-bounce', complaint: 'complaint' } },
};

/** In the order in which they are tried. docs/suppression-lists.md has the same table for people. */
export const FORMATS: readonly ListFormat[] = [
  {
    name: 'bounce-ledger',
    header: ['address', 'key', 'status', 'kind'],
    address: ['address'],
    reason: ['reason'],
    since: ['since'],
    source: ['source'],
    kind: {
      columns: ['kind'],
      values: { 'hard-bounce': 'hard-bounce', complaint: 'complaint', unsubscribe: 'unsubscribe', manual: 'manual' },
    },
  },
  // SES API v2, SuppressedDestinationSummary.
  {
    name: 'ses',
    header: ['emailaddress', 'reason', 'lastupdatetime'],
    address: ['emailaddress'],
    reason: [],
    since: ['lastupdatetime'],
    kind: { columns: ['reason'], values: { bounce: 'hard-bounce', complaint: 'complaint' } },
  },
  SES_IMPORT,
  // SendGrid: bounces (blocks have the same columns, and suppress nobody there), spam reports, invalid emails,
  // unsubscribes.
  {
    name: 'sendgrid',
    header: ['status', 'reason', 'email', 'created'],
    address: ['email'],
    reason: ['reason'],
    since: ['created'],
    kind: 'hard-bounce',
  },
  { ...FIXED, name: 'sendgrid', header: ['ip', 'email', 'created'], address: ['email'], kind: 'complaint' },
  {
    name: 'sendgrid',
    header: ['reason', 'email', 'created'],
    exact: true,
    address: ['email'],
    reason: ['reason'],
    since: ['created'],
    kind: 'hard-bounce',
  },
  {
    name: 'sendgrid',
    header: ['email', 'groupid'],
    address: ['email'],
    reason: ['groupname'],
    since: ['createdat', 'created'],
    kind: 'unsubscribe',
  },
  { ...FIXED, name: 'sendgrid', header: ['email', 'created'], exact: true, address: ['email'], kind: 'unsubscribe' },
  // Mailgun: bounces, unsubscribes, complaints.
  {
    name: 'mailgun',
    header: ['address', 'code', 'error'],
    address: ['address'],
    reason: ['code', 'error'],
    since: ['createdat'],
    kind: 'hard-bounce',
  },
  { ...FIXED, name: 'mailgun', header: ['address', 'tags', 'createdat'], address: ['address'], kind: 'unsubscribe' },
  { ...FIXED, name: 'mailgun', header: ['address', 'tag', 'createdat'], address: ['address'], kind: 'unsubscribe' },
  { ...FIXED, name: 'mailgun', header: ['address', 'count', 'createdat'], address: ['address'], kind: 'complaint' },
  { ...FIXED, name: 'mailgun', header: ['address', 'createdat'], exact: true, address: ['address'], kind: 'complaint' },
  // Postmark: the dump of a stream's suppressions. A recipient's own is an unsubscription.
  {
    name: 'postmark',
    header: ['emailaddress', 'suppressionreason'],
    address: ['emailaddress'],
    reason: ['suppressionreason', 'origin'],
    since: ['createdat'],
    kind: {
      columns: ['suppressionreason', 'origin'],
      values: {
        hardbounce: 'hard-bounce',
        spamcomplaint: 'complaint',
        'manualsuppression recipient': 'unsubscribe',
        manualsuppression: 'manual',
      },
    },
  },
  // SparkPost: the list, and the file of an import.
  {
    name: 'sparkpost',
    header: ['recipient', 'type', 'source'],
    address: ['recipient'],
    reason: ['description', 'source'],
    since: ['created', 'updated'],
    kind: {
      columns: ['source', 'type'],
      values: {
        'spam complaint': 'complaint',
        'list unsubscribe': 'unsubscribe',
        'unsubscribe link': 'unsubscribe',
        'bounce rule': 'hard-bounce',
        compliance: 'manual',
        'manually added non_transactional': 'unsubscribe',
        'manually added': 'manual',
      },
    },
  },
  {
    name: 'sparkpost',
    header: ['recipient', 'transactional', 'nontransactional'],
    address: ['recipient'],
    reason: ['description'],
    since: ['created', 'updated'],
    kind: {
      columns: ['transactional', 'nontransactional'],
      values: { true: 'manual', 'false true': 'unsubscribe', 'false false': null },
    },
  },
  // listmonk: subscribers, of whom the blocklisted get no mail; and bounces.
  {
    name: 'listmonk',
    header: ['uuid', 'email', 'status'],
    address: ['email'],
    reason: ['status'],
    since: ['updatedat', 'createdat'],
    kind: {
      columns: ['status'],
      values: { blocklisted: 'manual', blacklisted: 'manual', enabled: null, disabled: null },
    },
  },
  {
    name: 'listmonk',
    header: ['email', 'type', 'source', 'createdat'],
    address: ['email'],
    reason: ['source'],
    since: ['createdat'],
    kind: { columns: ['type'], values: { hard: 'hard-bounce', soft: null, complaint: 'complaint' } },
  },
];

/** Any other list: usual names of columns, and of kinds. */
export const GENERIC: ListFormat = {
  name: 'generic',
  header: [],
  address: ['email', 'emailaddress', 'mail', 'recipient', 'emailaddr', 'subscriber', 'address'],
  reason: ['reason', 'description', 'comment', 'details', 'error'],
  since: ['since', 'suppressedat', 'createdat', 'created', 'date', 'timestamp', 'time', 'updatedat'],
  source: ['source', 'origin', 'provider'],
  kind: {
    columns: ['kind', 'suppressiontype', 'type'],
    values: {
      'hard-bounce': 'hard-bounce',
      hardbounce: 'hard-bounce',
      hard: 'hard-bounce',
      bounce: 'hard-bounce',
      bounced: 'hard-bounce',
      complaint: 'complaint',
      complained: 'complaint',
      'spam complaint': 'complaint',
      spamcomplaint: 'complaint',
      'spam report': 'complaint',
      spamreport: 'complaint',
      spam: 'complaint',
      abuse: 'complaint',
      unsubscribe: 'unsubscribe',
      unsubscribed: 'unsubscribe',
      'opt-out': 'unsubscribe',
      optout: 'unsubscribe',
      manual: 'manual',
      block: 'manual',
      blocked: 'manual',
      blocklisted: 'manual',
      suppressed: 'manual',
    },
  },
};
