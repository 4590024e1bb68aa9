import type { Classifier } from '../classification/index.js';
import type { Interpretation, OccurrenceRead } from '../interpretation/index.js';
import { capTexts } from './cap-text.js';
import type { BounceId, LedgerEvent, LedgerEventOf, MailId, Occurrence } from '../events/index.js';
import { bounceIdOf } from './identity/bounce-id.js';
import { normaliseRecipient } from './identity/normalise-address.js';

/** What is known of a mail besides what it says. */
export type MailArrival = Pick<
  LedgerEventOf<'MailReceived'>['data'],
  'mailId' | 'mailbox' | 'uidl' | 'rawDigest' | 'size' | 'receivedAt'
>;

/**
 * The events of one mail, in the order of its stream: MailReceived, then a BounceReceived with its BounceClassified for
 * each failed recipient, a DeliveryDelayed for each delayed one and a ComplaintReceived for each complaint; or
 * MailSetAside.
 */
export function mailEvents(
  arrival: MailArrival,
  interpretation: Interpretation,
  classifier: Classifier,
): LedgerEvent[] {
  const { mailId } = arrival;
  const { kind, messageId, subject, from, limitsReached, keys, family, interpreterVersion } = interpretation;
  const readBy = { family, interpreterVersion };
  const nextBounceId = bounceIdsOf(mailId);

  const deliveries = interpretation.recipients.flatMap(({ occurred, ...facts }): LedgerEvent[] => {
    const data = { ...facts, ...occurrence(occurred, interpretation, arrival), keys, ...readBy };
    if (facts.action === 'delayed') return [{ type: 'DeliveryDelayed', data: { mailId, ...data } }];
    const bounceId = nextBounceId(facts.recipient);
    return [
      { type: 'BounceReceived', data: { bounceId, mailId, ...data } },
      // As the event will hold the facts, so that classifying them again from the log gives the same.
      { type: 'BounceClassified', data: { bounceId, mailId, verdict: classifier.classify(capTexts(data)) } },
    ];
  });
  const complaints = interpretation.complaints.map(({ occurred, ...facts }): LedgerEvent => {
    return {
      type: 'ComplaintReceived',
      data: { mailId, ...facts, ...occurrence(occurred, interpretation, arrival), keys, ...readBy },
    };
  });
  const findings = [...deliveries, ...complaints];

  const received = { ...arrival, kind, messageId, subject, from, limitsReached, ...readBy };
  const reason = interpretation.setAsideReason ?? 'no report was found in the mail';
  return [
    { type: 'MailReceived', data: received },
    ...(findings.length > 0
      ? findings
      : [{ type: 'MailSetAside', data: { mailId, kind, reason, ...readBy } } as const]),
  ];
}

/** The ids of the bounces among a mail's events, in their order. */
export function bounceIdsIn(events: readonly LedgerEvent[]): BounceId[] {
  return events.flatMap(({ type, data }) => (type === 'BounceReceived' ? [data.bounceId] : []));
}

/** Numbers equal recipients of one mail from 0, so that each of its bounces has an id of its own. */
function bounceIdsOf(mailId: MailId): (recipient: string | null) => BounceId {
  const ordinals = new Map<string, number>();
  return (recipient) => {
    const normalised = recipient === null ? '' : normaliseRecipient(recipient);
    const ordinal = ordinals.get(normalised) ?? 0;
    ordinals.set(normalised, ordinal + 1);
    return bounceIdOf(mailId, recipient, ordinal);
  };
}

/** The mail's own time for it, unless it names none or one that has not come yet. */
function occurrence(
  read: OccurrenceRead | null,
  { deliveredAt }: Interpretation,
  { receivedAt }: MailArrival,
): Occurrence {
  const hasCome = (at: string) => Date.parse(at) <= Date.parse(receivedAt);
  return {
    ...(read === null || !hasCome(read.at)
      ? { occurredAt: receivedAt, occurredAtSource: 'recorded-at' }
      : { occurredAt: read.at, occurredAtSource: read.source }),
    ...(deliveredAt !== null && hasCome(deliveredAt) && { deliveredAt }),
  };
}
