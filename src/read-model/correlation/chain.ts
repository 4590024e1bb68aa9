import { IDENTIFIER } from '../../config/index.js';
import { awaitedCampaign, awaitedSend } from './awaited-digests.js';
import type { CorrelationMethod } from './correlation.js';
import type { RecipientKey } from '../../events/index.js';
import type { KnownSend, Registered } from './registered.js';
import type { Addressee, FindingKeys } from './finding-keys.js';
import type { VerpToken } from './verp.js';

/** What one method found. */
export interface Match {
  readonly method: CorrelationMethod;
  readonly campaignId: string | null;
  readonly sendId: string | null;
  readonly send: KnownSend | null;
  /** Whom the sender's signature proves: one of the reported recipients, or whom the address carries. */
  readonly signedFor: Addressee | null;
  /** Whether the sender's signature proves the send, and with it whom it went to. */
  readonly isSendSigned: boolean;
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

const UNSIGNED = { signedFor: null, isSendSigned: false } as const;

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
    const signedFor = this.#signedFor(token);
    if (signed || signedFor !== null) {
      const known = send ?? this.#ofSameMessage(campaign, sendId);
      const campaignId = campaign ?? known?.campaignId ?? null;
      const isSendSigned = signed && send !== null && !this.#isShared(campaign, send);
      return {
        method: 'signed-verp',
        campaignId,
        sendId: sendId ?? known?.sendId ?? null,
        send: known,
        signedFor,
        isSendSigned,
      };
    }
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
    const send = this.#pick(sends, (recipientKey) => this.registered.sendByMessageIdTo(key, recipientKey));
    if (send !== null) return matchOf('message-id', send);
    // One message to many recipients of whom the finding names none: the campaign is certain, the send is not.
    const campaigns = new Set(sends.map(({ campaignId }) => campaignId));
    const [campaignId] = campaigns;
    if (campaigns.size !== 1 || campaignId === undefined) return null;
    return { method: 'message-id', campaignId, sendId: null, send: null, ...UNSIGNED };
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
    // Another send of the same id would leave it open which of the two is meant.
    this.awaited.add(awaitedSend(sendId));
    const sends = this.registered.sendsById(sendId, campaignId);
    return this.#pick(sends, (recipientKey) => this.registered.sendByIdTo(sendId, campaignId, recipientKey));
  }

  /** The recipient that the sender's signature names, whether the address carries it or the report does. */
  #signedFor(token: VerpToken): Addressee | null {
    if (token.recipient !== null) return token.signed ? this.keys.encodedAddressee(token.recipient) : null;
    return this.keys.reported.find(({ address }) => token.isSignedFor(address)) ?? null;
  }

  /** The send of the message that the finding returns, where the token does not speak of another. */
  #ofSameMessage(campaignId: string | null, sendId: string | null): KnownSend | null {
    const send = this.byMessageId()?.send ?? null;
    if (send === null || (campaignId !== null && send.campaignId !== campaignId)) return null;
    return sendId === null || send.sendId === null || send.sendId === sendId ? send : null;
  }

  #isShared(campaignId: string | null, { sendId, recipientKey }: KnownSend): boolean {
    return sendId === null || this.registered.isIdOfOthers(sendId, campaignId, recipientKey);
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
    return { method, campaignId, sendId: sendId ?? send?.sendId ?? null, send, ...UNSIGNED };
  }

  /** The send to a reported recipient, among however many there are, else the only one. */
  #pick(sends: readonly KnownSend[], sendTo: (recipientKey: RecipientKey) => KnownSend | null): KnownSend | null {
    const [first, ...others] = sends;
    if (first === undefined) return null;
    const reported = this.keys.reported.map(({ key }) => key);
    if (others.length === 0) return first;
    for (const key of reported) {
      const send = sendTo(key);
      if (send !== null) return send;
    }
    return others.every(
      ({ recipientKey, campaignId }) => recipientKey === first.recipientKey && campaignId === first.campaignId,
    )
      ? first
      : null;
  }

  #isMessage(messageIdKey: string | null): boolean {
    return messageIdKey !== null && messageIdKey === this.keys.messageIdKey;
  }
}

function matchOf(method: CorrelationMethod, send: KnownSend): Match {
  return { method, campaignId: send.campaignId, sendId: send.sendId, send, ...UNSIGNED };
}
