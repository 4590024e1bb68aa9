import type { MailId } from '../../events/index.js';
import type { MailboxMemory } from './mailbox-memory.js';
import type { ListedMail, Listing } from '../pop3/listing.js';
import type { Pop3MailboxOptions } from '../pop3-mailbox-options.js';
import type { SeenMails } from './seen-mails.port.js';

/** In the ledger already: not retrieved again. */
export interface KnownMail {
  readonly mail: ListedMail;
  /** Where this process found it in the ledger. */
  readonly mailId: MailId | null;
  /** Not to be deleted yet, or never. */
  readonly stays: boolean;
}

/** What is to be done with each listed mail; one in none of the lists waits for the next session. */
export interface CollectionPlan {
  readonly known: readonly KnownMail[];
  /** Left on the server for now: it failed too often, or is too large. */
  readonly parked: readonly ListedMail[];
  /** Those of them that are too large. */
  readonly tooLarge: readonly ListedMail[];
  /** In this order: those that failed before come last, lest they end the session before the others have their turn. */
  readonly retrieve: readonly ListedMail[];
  /** Those of them whose unique id and size the ledger has seen: the server may have given the id to another mail. */
  readonly seenBefore: ReadonlySet<ListedMail>;
}

export interface PlanningDependencies {
  readonly seen: SeenMails;
  readonly memory: MailboxMemory;
  readonly now: Date;
  /** Most mails that one session retrieves. */
  readonly maxMails: number;
  /** Most bytes, as listed; the first mail is retrieved whatever its size. */
  readonly maxBytes: number;
  /** Mails that failed are retried whether or not their time has come. */
  readonly triesAll: boolean;
}

/** Mails that one session reads again though the ledger has seen their unique ids. */
const MAX_RECHECKED = 100;

type PlannedListing = Pick<Listing, 'mails' | 'uidlsAreUnique' | 'total' | 'first'>;
type PlannedMailbox = Pick<Pop3MailboxOptions, 'name' | 'after' | 'deleteAfterSeconds' | 'maxMailBytes'>;

export function planCollection(
  listing: PlannedListing,
  mailbox: PlannedMailbox,
  { seen, memory, now, maxMails, maxBytes, triesAll }: PlanningDependencies,
): CollectionPlan {
  const { mails, uidlsAreUnique, total } = listing;
  const isWhole = mails.length === total;
  const takesTurns = !uidlsAreUnique && mailsStay(mailbox);
  const known: KnownMail[] = [];
  const parked: ListedMail[] = [];
  const tooLarge: ListedMail[] = [];
  const fresh: ListedMail[] = [];
  const failedBefore: ListedMail[] = [];
  const seenBefore = new Set<ListedMail>();
  const recheckable: KnownMail[] = [];
  for (const mail of takesTurns && isWhole ? fromTurn(mails, memory.turn) : mails) {
    const knownMail = uidlsAreUnique ? findKnown(mail, mailbox, { seen, memory, now }) : null;
    const failure = memory.failures.failureOf(mail);
    if (knownMail !== null) {
      (knownMail.mailId === null && memory.hasListed ? recheckable : known).push(knownMail);
      continue;
    }
    if (uidlsAreUnique && isSeen(mail, mailbox, seen)) seenBefore.add(mail);
    if (mail.size > mailbox.maxMailBytes) tooLarge.push(mail);
    else if (failure === null) fresh.push(mail);
    else if (triesAll || now.toISOString() >= (failure.nextTryAt ?? '')) failedBefore.push(mail);
    else if (failure.parked) parked.push(mail);
  }
  known.push(...recheckable.splice(MAX_RECHECKED));
  const rechecked = recheckable.map(({ mail }) => mail);
  const candidates = [...fresh, ...failedBefore, ...rechecked];
  const retrieve = within(candidates, maxMails, maxBytes);
  memory.turn = retrieve.at(-1)?.number ?? 0;
  memory.firstListed = isWhole ? 0 : nextFirst(listing, candidates, retrieve, takesTurns);
  return {
    known,
    parked: [...parked, ...tooLarge],
    tooLarge,
    retrieve,
    seenBefore: new Set([...seenBefore, ...rechecked]),
  };
}

/**
 * Where the next session begins, of a listing that is longer than one looks at. It goes on behind this one's part once
 * there is nothing in it that this session leaves for later; what fails after all has its turn when the listing begins
 * anew.
 */
function nextFirst(
  { mails, total, first }: PlannedListing,
  candidates: readonly ListedMail[],
  retrieve: readonly ListedMail[],
  takesTurns: boolean,
): number {
  const last = retrieve.at(-1);
  if (retrieve.length === candidates.length) return (first + mails.length) % total;
  return takesTurns && last !== undefined ? (first + mails.indexOf(last) + 1) % total : first;
}

function within(mails: readonly ListedMail[], maxMails: number, maxBytes: number): readonly ListedMail[] {
  let bytes = 0;
  const all: ListedMail[] = [];
  for (const mail of mails) {
    if (all.length === maxMails) break;
    if (bytes > 0 && bytes + mail.size > maxBytes) continue;
    all.push(mail);
    bytes += mail.size;
  }
  return all;
}

/** Whether mails that are in the ledger stay on the server, for ever or for a time. */
export function mailsStay(mailbox: Pick<PlannedMailbox, 'after' | 'deleteAfterSeconds'>): boolean {
  return mailbox.after === 'keep' || staysMs(mailbox) > 0;
}

/** How long a mail that is in the ledger stays on the server before it may be deleted. */
export function staysMs({
  after,
  deleteAfterSeconds = 0,
}: Pick<PlannedMailbox, 'after' | 'deleteAfterSeconds'>): number {
  return after === 'delete' ? deleteAfterSeconds * 1000 : 0;
}

/**
 * Until when a mail that the ledger received then is to stay on the server; null: it may be deleted now. A mail that
 * was erased from the ledger has nothing to wait for.
 */
export function staysUntilMs(
  mailbox: Pick<PlannedMailbox, 'after' | 'deleteAfterSeconds'>,
  receivedAt: string | null,
  now: Date,
): number | null {
  const staysForMs = staysMs(mailbox);
  if (staysForMs === 0 || receivedAt === null) return null;
  const untilMs = Date.parse(receivedAt) + staysForMs;
  return now.getTime() < untilMs ? untilMs : null;
}

/**
 * A mail that is to be deleted now counts as known only if this very process found it in the ledger, by its content,
 * and the server has not confirmed its deletion since. What the ledger remembers does not do: once a mail is deleted,
 * its unique id may be given to another (RFC 1939, section 7), which would then be deleted unread. A mail that stays
 * loses nothing by it: its time comes, and then it is retrieved once more.
 *
 * Of a mail that stays the ledger's memory does, as long as this process has not seen its unique id missing from a
 * listing. What may have happened before it was started, a few mails of each session find out, which are read again.
 */
function findKnown(
  mail: ListedMail,
  mailbox: PlannedMailbox,
  { seen, memory, now }: Pick<PlanningDependencies, 'seen' | 'memory' | 'now'>,
): KnownMail | null {
  const remembered = memory.recall(mail);
  if (remembered !== null) {
    const { mailId, staysUntilMs } = remembered;
    if (staysUntilMs === null) return { mail, mailId, stays: mailbox.after === 'keep' };
    return now.getTime() < staysUntilMs ? { mail, mailId, stays: true } : null;
  }
  if (!mailsStay(mailbox) || memory.isNewlyListed(mail)) return null;
  const receivedAt = seenAt(mail, mailbox, seen);
  if (receivedAt === null) return null;
  const stays = mailbox.after === 'keep' || now.getTime() < Date.parse(receivedAt) + staysMs(mailbox);
  return stays ? { mail, mailId: null, stays } : null;
}

function isSeen(mail: ListedMail, mailbox: PlannedMailbox, seen: SeenMails): boolean {
  return mailsStay(mailbox) && seenAt(mail, mailbox, seen) !== null;
}

function seenAt({ uidl, size }: ListedMail, mailbox: PlannedMailbox, seen: SeenMails): string | null {
  return uidl === null ? null : seen.receivedAt(mailbox.name, uidl, size);
}

function fromTurn(mails: readonly ListedMail[], turn: number): readonly ListedMail[] {
  const next = mails.findIndex(({ number }) => number > turn);
  return next === -1 ? mails : [...mails.slice(next), ...mails.slice(0, next)];
}
