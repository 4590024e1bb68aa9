import { domainOf, type RecipientKey } from '../../events/index.js';
import { awaitedCampaign, awaitedKey } from './awaited-digests.js';
import { firstMatch, type Match } from './chain.js';
import type { Correlation } from './correlation.js';
import type { Registered } from './registered.js';
import type { FindingKeys } from './finding-keys.js';
import type { VerpToken } from './verp.js';

export interface Correlated {
  readonly correlation: Correlation;
  /** Digests of what might change this once it is registered. */
  readonly awaited: ReadonlySet<number>;
}

/**
 * Finds out what a finding belongs to, by what is registered at this time: the same for the same registrations, whether
 * they came before the finding or after it. Pure but for the questions to `registered`.
 */
export function correlate(finding: FindingKeys, token: VerpToken | null, registered: Registered): Correlated {
  const awaited = new Set<number>();
  const match = firstMatch(finding, token, registered, awaited);
  const send = match?.send ?? null;
  const campaignId = match?.campaignId ?? null;
  const { address, key } = recipientOfRecord(match, finding);
  const isProof = match !== null && isProven(match, key, finding, registered);
  // What a person forwards may be a report that somebody wrote by hand.
  const verified = isProof && finding.finding.forwarded !== true;
  // The same message, registered for somebody else too, would prove nothing any longer.
  if (finding.messageIdKey !== null) awaited.add(awaitedKey(finding.messageIdKey));
  if (!verified) {
    for (const { key: reported } of finding.reported) awaited.add(awaitedKey(reported));
    if (key !== null) awaited.add(awaitedKey(key));
    if (campaignId !== null) awaited.add(awaitedCampaign(campaignId));
  }
  const isProofDue = () =>
    send !== null ||
    (campaignId !== null && registered.hasSendsOf(campaignId)) ||
    (key !== null && registered.hasSendsTo(key));
  const correlation: Correlation = {
    method: match?.method ?? null,
    verified,
    trusted: verified || !isProofDue(),
    campaignId,
    sendId: match?.sendId ?? null,
    send: send?.sequence ?? null,
    domain: send?.domain ?? (address === null ? null : domainOf(address)),
    recipient: address,
    recipientKey: key,
  };
  return { correlation, awaited };
}

/**
 * Whether a report proves that it speaks of the recipient of record: by a signature over the send that went to them and
 * nobody else, or over the recipient; or because it knows a Message-ID that nobody else has seen, and whom it went to.
 */
function isProven(
  { send, signedFor, isSendSigned }: Match,
  recipient: RecipientKey | null,
  { messageIdKey, reported }: FindingKeys,
  registered: Registered,
): boolean {
  if (recipient === null) return false;
  if (signedFor?.key === recipient || (isSendSigned && send?.recipientKey === recipient)) return true;
  return (
    send !== null &&
    send.recipientKey === recipient &&
    messageIdKey !== null &&
    send.messageIdKey === messageIdKey &&
    reported.some(({ key }) => key === recipient) &&
    !registered.isMessageOfOthers(messageIdKey, recipient)
  );
}

/** The registered send's, else whom the sender's signature names, else whom the report names. */
function recipientOfRecord(
  match: Match | null,
  { reported }: FindingKeys,
): { readonly address: string | null; readonly key: RecipientKey | null } {
  const signedFor = match?.signedFor ?? null;
  const send = match?.send ?? null;
  if (send === null) return signedFor ?? reported[0] ?? { address: null, key: null };
  const candidates = signedFor === null ? reported : [signedFor, ...reported];
  const named = candidates.find(({ key }) => key === send.recipientKey);
  return { address: named?.address ?? null, key: send.recipientKey };
}
