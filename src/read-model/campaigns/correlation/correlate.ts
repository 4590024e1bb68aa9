import { awaitedCampaign, awaitedKey } from './awaited-digests.js';
import { firstMatch } from './chain.js';
import type { Correlation } from './correlation.js';
import type { KnownSend, Registered } from './registered.js';
import type { Addressee, ReportKeys } from './report-keys.js';
import type { VerpToken } from './verp.js';

export interface Correlated {
  readonly correlation: Correlation;
  /** Digests of what might change this once it is registered. */
  readonly awaited: ReadonlySet<number>;
}

/**
 * Finds out what a report belongs to, by what is registered at this time: the same for the same registrations, whether they
 * came before the report or after it. Pure but for the questions to `registered`.
 */
export function correlate(report: ReportKeys, token: VerpToken | null, registered: Registered): Correlated {
  const awaited = new Set<number>();
  const match = firstMatch(report, token, registered, awaited);
  const send = match?.send ?? null;
  const campaignId = match?.campaignId ?? null;
  const isProof = match?.method === 'signed-verp' || (send !== null && isProven(send, report));
  // What a person forwards may be a report that somebody wrote by hand.
  const verified = isProof && report.report.forwarded !== true;
  const { address, key } = recipientOfRecord(send, token, report);
  if (!verified) {
    for (const { key: reported } of report.reported) awaited.add(awaitedKey(reported));
    if (key !== null) awaited.add(awaitedKey(key));
    if (report.messageIdKey !== null) awaited.add(awaitedKey(report.messageIdKey));
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
    domain: send?.domain ?? (address === null ? null : address.slice(address.lastIndexOf('@') + 1)),
    recipient: address,
    recipientKey: key,
  };
  return { correlation, awaited };
}

/** Whoever knows the Message-ID and whom it went to has seen the message itself. */
function isProven(send: KnownSend, report: ReportKeys): boolean {
  return (
    send.messageIdKey !== null &&
    send.messageIdKey === report.messageIdKey &&
    report.reported.some(({ key }) => key === send.recipientKey)
  );
}

function recipientOfRecord(
  send: KnownSend | null,
  token: VerpToken | null,
  report: ReportKeys,
): { readonly address: string | null; readonly key: Correlation['recipientKey'] } {
  const encoded = signedAddressee(token, report);
  if (send === null) return encoded ?? report.reported[0] ?? { address: null, key: null };
  const candidates = encoded === null ? report.reported : [encoded, ...report.reported];
  const named = candidates.find(({ key }) => key === send.recipientKey);
  return { address: named?.address ?? null, key: send.recipientKey };
}

function signedAddressee(token: VerpToken | null, report: ReportKeys): Addressee | null {
  return token?.signed === true && token.recipient !== null ? report.encodedAddressee(token.recipient) : null;
}
