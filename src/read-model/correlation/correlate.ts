import { domainOf } from '../../events/index.js';
import { awaitedCampaign, awaitedKey } from './awaited-digests.js';
import { firstMatch } from './chain.js';
import type { Correlation } from './correlation.js';
import type { KnownSend, Registered } from './registered.js';
import type { Addressee, FindingKeys } from './finding-keys.js';
import type { VerpToken } from './verp.js';

export interface Correlated {
  readonly correlation: Correlation;
  /** Digests of what might change this once it is registered. */
  readonly awaited: ReadonlySet<number>;
}

/**
 * Finds out what a finding belongs to, by what is registered at this time: the same for the same registrations, whether they
 * came before the finding or after it. Pure but for the questions to `registered`.
 */
export function correlate(finding: FindingKeys, token: VerpToken | null, registered: Registered): Correlated {
  const awaited = new Set<number>();
  const match = firstMatch(finding, token, registered, awaited);
  const send = match?.send ?? null;
  const campaignId = match?.campaignId ?? null;
  const isProof = match?.method === 'signed-verp' || (send !== null && isProven(send, finding));
  // What a person forwards may be a report that somebody wrote by hand.
  const verified = isProof && finding.finding.forwarded !== true;
  const { address, key } = recipientOfRecord(send, token, finding);
  if (!verified) {
    for (const { key: reported } of finding.reported) awaited.add(awaitedKey(reported));
    if (key !== null) awaited.add(awaitedKey(key));
    if (finding.messageIdKey !== null) awaited.add(awaitedKey(finding.messageIdKey));
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

/** Whoever knows the Message-ID and whom it went to has seen the message itself. */
function isProven(send: KnownSend, finding: FindingKeys): boolean {
  return (
    send.messageIdKey !== null &&
    send.messageIdKey === finding.messageIdKey &&
    finding.reported.some(({ key }) => key === send.recipientKey)
  );
}

function recipientOfRecord(
  send: KnownSend | null,
  token: VerpToken | null,
  finding: FindingKeys,
): { readonly address: string | null; readonly key: Correlation['recipientKey'] } {
  const encoded = signedAddressee(token, finding);
  if (send === null) return encoded ?? finding.reported[0] ?? { address: null, key: null };
  const candidates = encoded === null ? finding.reported : [encoded, ...finding.reported];
  const named = candidates.find(({ key }) => key === send.recipientKey);
  return { address: named?.address ?? null, key: send.recipientKey };
}

function signedAddressee(token: VerpToken | null, finding: FindingKeys): Addressee | null {
  return token?.signed === true && token.recipient !== null ? finding.encodedAddressee(token.recipient) : null;
}
