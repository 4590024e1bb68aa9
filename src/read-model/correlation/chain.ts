import { IDENTIFIER } from '../../config/index.js';
import { awaitedCampaign, awaitedSend } from './awaited-digests.js';
import type { CorrelationMethod } from './correlation.js';
import type { KnownSend, Registered } from './registered.js';
import type { FindingKeys } from './finding-keys.js';
import type { VerpToken } from './verp.js';

/** What one method found. */
export interface Match {
  readonly method: CorrelationMethod;
  readonly campaignId: string | null;
  readonly sendId: string | null;
  readonly send: KnownSend | null;
}

/** A finding that nothing but its recipient ties to a send comes so long after it at most. */
export const RECIPIENT_ALONE_MS = 7 * 86_400_000;

/**
 * The first method of the chain that finds something registered (a signed VERP token needs no registration).
 * @param awaited is given the digests of what was looked for above that and is not registered
 */
export function firstMatch(
  keys: FindingKeys,
  token: VerpToken | null,
  registered: Registered,
  awaited: Set<number>,
): Match | null {
  const chain = new Chain(keys, registered, awaited);
  return (
    chain.byVerp(token) ?? chain.byEnvelopeId() ?? chain.byMessageId() ?? chain.byHeaders() ?? chain.byRecipientAlone()
  );
}

class Chain {
  constructor(
    private readonly keys: FindingKeys,
    private readonly registered: Registered,
    private readonly awaited: Set<number>,
  ) {}

  byVerp(token: VerpToken | null): Match | null {
    if (token === null) return null;
    const { campaign, send: sendId, signed } = token;
    const send = sendId === null ? null : this.#send(campaign, sendId);
    if (signed) return { method: 'signed-verp', campaignId: campaign ?? send?.campaignId ?? null, sendId, send };
    if (send !== null) return matchOf('verp', send);
    return campaign === null ? null : this.#campaign('verp', campaign, sendId);
  }

  /** An envelope id (RFC 3461, 4.4) that is a send's id, or `<campaign>.<send>`. */
  byEnvelopeId(): Match | null {
    const { envelopeId } = this.keys.finding.keys;
    if (envelopeId === null || !IDENTIFIER.test(envelopeId)) return null;
    const dot = envelopeId.indexOf('.');
    const send =
      this.#send(null, envelopeId) ??
      (dot > 0 && dot < envelopeId.length - 1 ? this.#send(envelopeId.slice(0, dot), envelopeId.slice(dot + 1)) : null);
    return send === null ? null : matchOf('envelope-id', send);
  }

  byMessageId(): Match | null {
    const key = this.keys.messageIdKey;
    if (key === null) return null;
    const sends = this.registered.sendsByMessageId(key);
    const send = this.#pick(sends);
    if (send !== null) return matchOf('message-id', send);
    // One message to many recipients of whom the finding names none: the campaign is certain, the send is not.
    const campaigns = new Set(sends.map(({ campaignId }) => campaignId));
    const [campaignId] = campaigns;
    if (campaigns.size !== 1 || campaignId === undefined) return null;
    return { method: 'message-id', campaignId, sendId: null, send: null };
  }

  byHeaders(): Match | null {
    for (const name of this.keys.campaignNames) {
      const match = this.#campaign('header', name, null);
      if (match !== null) return match;
    }
    return null;
  }

  byRecipientAlone(): Match | null {
    const { occurredAt } = this.keys.finding;
    const from = new Date(Date.parse(occurredAt) - RECIPIENT_ALONE_MS).toISOString();
    for (const { key } of this.keys.reported) {
      const send = this.registered.latestSendTo(key, from, occurredAt);
      if (send !== null) return matchOf('recipient', send);
    }
    return null;
  }

  #send(campaignId: string | null, sendId: string): KnownSend | null {
    const send =
      campaignId === null ? this.#pick(this.registered.sendsById(sendId)) : this.registered.send(campaignId, sendId);
    // A send of the same id in another campaign would leave it open which of the two is meant.
    if (send === null || campaignId === null) this.awaited.add(awaitedSend(sendId));
    return send;
  }

  /** A registered campaign, and its send to the reported recipient where that is registered too. */
  #campaign(method: CorrelationMethod, campaignId: string, sendId: string | null): Match | null {
    if (!this.registered.isCampaign(campaignId)) {
      this.awaited.add(awaitedCampaign(campaignId));
      return null;
    }
    const sends = this.keys.reported.flatMap(({ key }) => this.registered.sendsOfCampaignTo(campaignId, key));
    const fitting = sends.filter((send) => sendId === null || send.sendId === null || send.sendId === sendId);
    const { occurredAt } = this.keys.finding;
    const send =
      fitting.find(({ messageIdKey }) => this.#isMessage(messageIdKey)) ??
      fitting.find(({ sentAt }) => sentAt <= occurredAt) ??
      fitting.at(-1) ??
      null;
    return { method, campaignId, sendId: sendId ?? send?.sendId ?? null, send };
  }

  /** The send to a reported recipient, else the only one. */
  #pick(sends: readonly KnownSend[]): KnownSend | null {
    if (sends.length === 0) return null;
    const only = sends.length === 1 ? sends[0] : undefined;
    const toReported = sends.find(({ recipientKey }) => this.keys.reported.some(({ key }) => key === recipientKey));
    return toReported ?? only ?? null;
  }

  #isMessage(messageIdKey: string | null): boolean {
    return messageIdKey !== null && messageIdKey === this.keys.messageIdKey;
  }
}

function matchOf(method: CorrelationMethod, send: KnownSend): Match {
  return { method, campaignId: send.campaignId, sendId: send.sendId, send };
}
