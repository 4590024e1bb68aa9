import { describe, expect, it } from 'vitest';
import type { RecipientKey } from '../../events/index.js';
import { LedgerKeys } from '../../ledger/index.js';
import { awaitedCampaign, awaitedKey, awaitedSend } from './awaited-digests.js';
import { RECIPIENT_ALONE_MS } from './chain.js';
import { correlate } from './correlate.js';
import { FindingKeys, type CorrelatableFinding } from './finding-keys.js';
import type { KnownSend, Registered } from './registered.js';
import type { VerpToken } from './verp.js';

const KEYS = new LedgerKeys(Buffer.alloc(32, 1));
const ANA = 'ana@example.com';
const BEN = 'ben@example.com';
const DAY = 86_400_000;
const OCCURRED_AT = '2026-03-10T10:00:00.000Z';
const at = (days: number) => new Date(Date.parse(OCCURRED_AT) + days * DAY).toISOString();

interface GivenSend {
  readonly to?: string;
  readonly campaign?: string | null;
  readonly id?: string | null;
  readonly messageId?: string | null;
  readonly sentAt?: string;
}

/** What is registered, looked up in a list. */
function registered(campaigns: readonly string[], given: readonly GivenSend[]): Registered {
  const sends = given.map(({ to = ANA, campaign = 'c1', id = null, messageId = null, sentAt = at(-1) }, index) => ({
    sequence: index + 1,
    campaignId: campaign,
    recipientKey: KEYS.recipientKey(to),
    domain: 'example.com',
    messageIdKey: messageId === null ? null : KEYS.messageIdKey(messageId),
    sendId: id,
    sentAt,
  }));
  const isTo = (key: RecipientKey) => (send: KnownSend) => send.recipientKey === key;
  const byId = (id: string, campaign: string | null) =>
    sends.filter((send) => send.sendId === id && (campaign === null || send.campaignId === campaign));
  const byMessageId = (key: string) => sends.filter((send) => send.messageIdKey === key);
  const latestFirst = (found: readonly KnownSend[]) => found.toSorted((a, b) => (a.sentAt < b.sentAt ? 1 : -1));
  return {
    isCampaign: (id) => campaigns.includes(id),
    hasSendsOf: (id) => sends.some((send) => send.campaignId === id),
    hasSendsTo: (key) => sends.some(isTo(key)),
    sendsById: byId,
    sendByIdTo: (id, campaign, key) => byId(id, campaign).find(isTo(key)) ?? null,
    isIdOfOthers: (id, campaign, key) => byId(id, campaign).some((send) => send.recipientKey !== key),
    sendsByMessageId: byMessageId,
    sendByMessageIdTo: (messageIdKey, key) => byMessageId(messageIdKey).find(isTo(key)) ?? null,
    isMessageOfOthers: (messageIdKey, key) => byMessageId(messageIdKey).some((send) => send.recipientKey !== key),
    sendsOfCampaignTo: (campaign, key) =>
      latestFirst(sends.filter((send) => send.campaignId === campaign).filter(isTo(key))),
    latestSendTo: (key, from, to) =>
      latestFirst(sends.filter(isTo(key)).filter(({ sentAt }) => sentAt >= from && sentAt <= to))[0] ?? null,
  };
}

const NOTHING = registered([], []);
const token = (given: Partial<VerpToken>): VerpToken => ({
  campaign: null,
  send: null,
  recipient: null,
  signed: false,
  isSignedFor: () => false,
  ...given,
});

interface GivenFinding extends Partial<Omit<CorrelatableFinding, 'keys'>> {
  readonly envelopeId?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

function correlated(given: GivenFinding, known: Registered, verp: VerpToken | null = null) {
  const { envelopeId = null, headers = {}, ...finding } = given;
  const keys = { verpAddress: null, verpToken: null, envelopeId, headers };
  const about = { recipient: ANA, originalMessageId: null, occurredAt: OCCURRED_AT, keys, ...finding };
  return correlate(new FindingKeys(about, KEYS), verp, known);
}

const correlation = (...given: Parameters<typeof correlated>) => correlated(...given).correlation;

describe('an envelope id', () => {
  const known = registered(
    ['c1', 'c2'],
    [{ id: 's1' }, { id: 's2', campaign: 'c2' }, { id: 's.3', campaign: 'c2', to: BEN }, { id: '.s4' }, { id: 's5.' }],
  );

  it('is the id of a send', () => {
    expect(correlation({ envelopeId: 's1' }, known)).toMatchObject({
      method: 'envelope-id',
      campaignId: 'c1',
      send: 1,
    });
  });

  it('is a campaign and the id of one of its sends', () => {
    expect(correlation({ envelopeId: 'c2.s2' }, known)).toMatchObject({ method: 'envelope-id', send: 2 });
    expect(correlation({ envelopeId: 'c1.s2', recipient: null }, known).method).toBeNull();
  });

  it('may have a dot within a send id, or at either end', () => {
    expect(correlation({ envelopeId: 's.3' }, known).send).toBe(3);
    for (const envelopeId of ['.s1', 's1.']) {
      const { correlation: found, awaited } = correlated(
        { envelopeId, recipient: null },
        registered(['c1'], [{ id: 's1' }]),
      );
      expect(found.method, envelopeId).toBeNull();
      // Neither half of it is looked for by itself.
      expect([...awaited], envelopeId).toEqual(awaited.has(awaitedSend(envelopeId)) ? [awaitedSend(envelopeId)] : []);
    }
  });

  it('verifies nobody', () => {
    expect(correlation({ envelopeId: 's1' }, known)).toMatchObject({ verified: false, trusted: false });
  });
});

describe('a signed token', () => {
  const signed = (given: Partial<VerpToken> = {}) => token({ campaign: 'c1', send: 's1', signed: true, ...given });

  it('proves the send and its recipient', () => {
    expect(correlation({}, registered(['c1'], [{ id: 's1' }]), signed())).toMatchObject({
      method: 'signed-verp',
      verified: true,
      send: 1,
    });
  });

  it('proves nobody where the id is that of others too', () => {
    const known = registered(['c1'], [{ id: 's1' }, { id: 's1', to: BEN }]);
    expect(correlation({}, known, signed())).toMatchObject({ method: 'signed-verp', verified: false, send: 1 });
  });

  it('that names no send proves nobody', () => {
    expect(correlation({}, registered(['c1'], [{}]), signed({ send: null })).verified).toBe(false);
  });

  it('takes the send of the returned message where it does not speak of another', () => {
    const messageId = '<m1@shop.example.com>';
    const sendOf = (send: GivenSend, given: Partial<VerpToken>) =>
      correlation({ originalMessageId: messageId }, registered(['c1', 'c2'], [{ messageId, ...send }]), signed(given))
        .send;
    expect(sendOf({ id: null }, { send: 'unknown' })).toBe(1);
    expect(sendOf({ id: 'unknown', campaign: 'c1' }, { send: 'unknown', campaign: null })).toBe(1);
    expect(sendOf({ id: 's1', campaign: 'c2' }, { campaign: null, send: null })).toBe(1);
    expect(sendOf({ id: 's1', campaign: 'c2' }, { campaign: 'c1', send: 's9' })).toBeNull();
    expect(sendOf({ id: 's1' }, { send: 's9' })).toBeNull();
    expect(sendOf({ id: 's1' }, { send: null })).toBe(1);
  });

  it('proves the recipient whom it carries, registered or not', () => {
    const verp = token({ campaign: 'c1', recipient: 'ana=example.com', signed: true });
    expect(correlation({}, NOTHING, verp)).toMatchObject({ method: 'signed-verp', verified: true, recipient: ANA });
    expect(correlation({ recipient: BEN }, NOTHING, verp)).toMatchObject({ verified: true, recipient: ANA });
    expect(correlation({}, NOTHING, { ...verp, signed: false })).toMatchObject({ method: null, verified: false });
  });

  it('proves the reported recipient whom it was signed for', () => {
    const verp = token({ campaign: 'c1', send: 's1', isSignedFor: (address) => address === ANA });
    expect(correlation({}, NOTHING, verp)).toMatchObject({ method: 'signed-verp', verified: true, recipient: ANA });
    expect(correlation({ recipient: BEN }, NOTHING, verp).method).toBeNull();
  });

  it('proves nothing in a report that a person forwards', () => {
    expect(correlation({ forwarded: true }, registered(['c1'], [{ id: 's1' }]), signed()).verified).toBe(false);
  });
});

describe('a token that is not signed', () => {
  it('finds its send, or else its campaign, and waits for both', () => {
    const verp = token({ campaign: 'c1', send: 's1' });
    expect(correlation({}, registered(['c1'], [{ id: 's1' }]), verp)).toMatchObject({ method: 'verp', send: 1 });
    expect(correlation({}, registered(['c1'], []), verp)).toMatchObject({
      method: 'verp',
      campaignId: 'c1',
      sendId: 's1',
    });
    const { correlation: none, awaited } = correlated({}, NOTHING, verp);
    expect(none.method).toBeNull();
    expect([...awaited]).toEqual(expect.arrayContaining([awaitedSend('s1'), awaitedCampaign('c1')]));
  });

  it('without a campaign finds nothing but a send', () => {
    expect(correlation({}, registered(['c1'], []), token({ send: 's1' })).method).toBeNull();
  });
});

describe('a campaign', () => {
  const header = { 'x-campaign': 'c1' };
  const sendOf = (sends: readonly GivenSend[], given: GivenFinding = {}) =>
    correlation({ headers: header, ...given }, registered(['c1'], sends));

  it('is named by a header, whole or by one of its fields', () => {
    for (const value of ['c1', ' c1 ', 'x:c1:y', 'x; c1', 'x,c1', 'x c1']) {
      expect(correlation({ headers: { 'feedback-id': value } }, registered(['c1'], [])), value).toMatchObject({
        method: 'header',
        campaignId: 'c1',
      });
    }
    expect(correlation({ headers: { 'list-unsubscribe': 'c1' } }, registered(['c1'], [])).method).toBeNull();
    const far = Array.from({ length: 8 }, (_, index) => `x${index}`).join(':');
    expect(correlation({ headers: { 'feedback-id': `${far}:c1` } }, registered(['c1'], [])).method).toBeNull();
  });

  it('gives the send of the returned message, before the latest that had been made by then', () => {
    const messageId = '<m2@shop.example.com>';
    const sends = [
      { id: 'a', sentAt: at(-3), messageId },
      { id: 'b', sentAt: at(-1) },
      { id: 'c', sentAt: at(1) },
    ];
    expect(sendOf(sends)).toMatchObject({ method: 'header', sendId: 'b' });
    // A Message-ID finds its send before a header is looked at.
    expect(sendOf(sends, { originalMessageId: messageId })).toMatchObject({ method: 'message-id', sendId: 'a' });
    expect(
      sendOf([
        { id: 'now', sentAt: OCCURRED_AT },
        { id: 'early', sentAt: at(-2) },
      ]).sendId,
    ).toBe('now');
    expect(
      sendOf([
        { id: 'later', sentAt: at(2) },
        { id: 'late', sentAt: at(1) },
      ]).sendId,
    ).toBe('late');
  });

  it('and a token that names another send than those of the recipient give no send', () => {
    const verp = token({ campaign: 'c1', send: 'unknown' });
    expect(correlation({}, registered(['c1'], [{ id: 's1' }]), verp)).toMatchObject({ sendId: 'unknown', send: null });
    expect(correlation({}, registered(['c1'], [{ id: null }]), verp)).toMatchObject({ sendId: 'unknown', send: 1 });
  });
});

describe('a Message-ID', () => {
  const messageId = '<m3@shop.example.com>';
  const about = { originalMessageId: messageId } as const;

  it('proves the one recipient who was sent it', () => {
    expect(correlation(about, registered(['c1'], [{ messageId }]))).toMatchObject({
      method: 'message-id',
      verified: true,
    });
  });

  it('of a message to many finds the send to the reported one, and verifies nobody', () => {
    const known = registered(['c1'], [{ messageId, to: BEN }, { messageId }]);
    expect(correlation(about, known)).toMatchObject({ method: 'message-id', send: 2, verified: false });
  });

  it('of a message to many others finds their campaign, if it is one', () => {
    const others = [
      { messageId, to: BEN },
      { messageId, to: 'carl@example.com' },
    ];
    expect(correlation(about, registered(['c1'], others))).toMatchObject({ campaignId: 'c1', send: null });
    const two = [
      { messageId, to: BEN },
      { messageId, to: 'carl@example.com', campaign: 'c2' },
    ];
    expect(correlation(about, registered(['c1', 'c2'], two)).method).toBeNull();
    const none = others.map((send) => ({ ...send, campaign: null }));
    expect(correlation(about, registered([], none))).toMatchObject({ method: 'message-id', campaignId: null });
  });

  it('of several sends to one recipient in one campaign finds the first', () => {
    const twice = [{ messageId }, { messageId }];
    expect(correlation({ ...about, recipient: null }, registered(['c1'], twice)).send).toBe(1);
    const inTwo = [{ messageId }, { messageId, campaign: 'c2' }];
    expect(correlation({ ...about, recipient: null }, registered(['c1', 'c2'], inTwo)).send).toBeNull();
  });

  it('is awaited, also by a finding that is verified', () => {
    const { awaited } = correlated(about, registered(['c1'], [{ messageId }]));
    expect([...awaited]).toEqual([awaitedKey(KEYS.messageIdKey(messageId))]);
  });
});

describe('a recipient alone', () => {
  it('is tied to the latest send of the last seven days, both ends included', () => {
    const sentAt = (days: number) => correlation({}, registered(['c1'], [{ sentAt: at(days) }])).method;
    expect(RECIPIENT_ALONE_MS).toBe(7 * DAY);
    expect([sentAt(-7), sentAt(0)]).toEqual(['recipient', 'recipient']);
    expect([sentAt(-7.001), sentAt(0.001)]).toEqual([null, null]);
  });

  it('may be the original one', () => {
    const known = registered(['c1'], [{ to: BEN }]);
    expect(correlation({ originalRecipient: BEN }, known)).toMatchObject({ method: 'recipient', recipient: BEN });
  });

  it('of whom nothing was sent is trusted, and awaited', () => {
    const { correlation: found, awaited } = correlated({}, NOTHING);
    expect(found).toEqual({
      method: null,
      verified: false,
      trusted: true,
      campaignId: null,
      sendId: null,
      send: null,
      domain: 'example.com',
      recipient: ANA,
      recipientKey: KEYS.recipientKey(ANA),
    });
    expect([...awaited]).toEqual([awaitedKey(KEYS.recipientKey(ANA))]);
  });

  it('to whom anything was sent, at any time, is not trusted without proof', () => {
    expect(correlation({}, registered(['c1'], [{ sentAt: at(-400) }]))).toMatchObject({ method: null, trusted: false });
  });
});
