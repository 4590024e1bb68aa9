import { isDeepStrictEqual } from 'node:util';
import type { LedgerEvent, LedgerEventOf } from '../../events/index.js';
import { shortenedForms } from '../../ledger/index.js';
import type { MailOnRecord } from './mail-on-record.js';

/** MailReinterpreted and the set that follows it. */
export type NewSet = readonly [LedgerEventOf<'MailReinterpreted'>, ...LedgerEvent[]];

/**
 * What is to be appended to a mail's stream now that its evidence was read again, in ever smaller forms, the first that
 * one append can carry to be taken; none where the mail says what it said before. Which reader of which version says it
 * makes no difference: a second run finds nothing, and a first one finds everything, whatever was read by whom.
 * @param content the events of the mail as they would be written if it arrived now, MailReceived first
 */
export function newSets(record: MailOnRecord, content: readonly LedgerEvent[]): NewSet[] {
  const [arrived, ...set] = content;
  if (arrived?.type !== 'MailReceived') throw new TypeError('a reading begins with MailReceived');
  const { mailId, kind, messageId, subject, from, limitsReached, family, interpreterVersion } = arrived.data;
  const begun: LedgerEvent = {
    type: 'MailReinterpreted',
    data: {
      mailId,
      interpreter: interpreterVersion,
      supersedes: record.begunAt,
      events: set.length,
      kind,
      messageId,
      subject,
      from,
      family,
      limitsReached,
    },
  };
  const sets: NewSet[] = [];
  for (const form of shortenedForms([begun, ...set])) {
    const [first, ...events] = form;
    if (first?.type !== 'MailReinterpreted') throw new TypeError('a new set begins with MailReinterpreted');
    // What did not fit into one append the first time fits no better now.
    if (saysTheSame(record, first, events)) return [];
    const following = withoutKnownVerdicts(record, events);
    sets.push([{ ...first, data: { ...first.data, events: following.length } }, ...following]);
  }
  return sets;
}

function saysTheSame(
  { begun, content }: MailOnRecord,
  { data }: LedgerEventOf<'MailReinterpreted'>,
  events: readonly LedgerEvent[],
): boolean {
  return isDeepStrictEqual(
    [natureOf(begun.data), ...content.map(saying)],
    [natureOf(data), ...events.filter(({ type }) => type !== 'BounceClassified').map(saying)],
  );
}

/** A bounce that says what it said keeps the verdict that it has. */
function withoutKnownVerdicts({ content }: MailOnRecord, events: readonly LedgerEvent[]): LedgerEvent[] {
  const known = new Map(
    content.flatMap((event) => (event.type === 'BounceReceived' ? [[event.data.bounceId, event]] : [])),
  );
  const kept = new Set(
    events.flatMap((event) => {
      if (event.type !== 'BounceReceived') return [];
      const before = known.get(event.data.bounceId);
      return before !== undefined && isDeepStrictEqual(saying(before), saying(event)) ? [event.data.bounceId] : [];
    }),
  );
  return events.filter((event) => event.type !== 'BounceClassified' || !kept.has(event.data.bounceId));
}

function natureOf({ kind, messageId, subject, from }: LedgerEventOf<'MailReceived' | 'MailReinterpreted'>['data']) {
  return { kind, messageId, subject, from };
}

/** An event as the log holds it, but for who read it. */
function saying({ type, data }: LedgerEvent): unknown {
  return JSON.parse(JSON.stringify({ type, data: { ...data, family: null, interpreterVersion: null } }));
}
