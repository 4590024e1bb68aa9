import { describe, expect, it } from 'vitest';
import { newEvent, streams } from '../../../src/events/index.js';
import { bounceIdOfName } from '../../read-model/read-model-kit.js';
import { eventsOf } from '../../support/temporary-ledger.js';
import { reclassifying, type Reclassifying } from './reclassification-kit.js';

const UNKNOWN = { status: '5.1.1', diagnostic: '550 5.1.1 no such user' };
const PARTNER = { status: '5.7.1', diagnostic: '550 5.7.1 rejected by policy 4711: nobody here' };
const NOBODY_HERE = `format: 1
rules:
  - id: nobody-here
    when: { text: nobody here }
    reason: user-unknown
    examples: [550 5.7.1 rejected by policy 4711 nobody here]
`;
const ignore = () => undefined;

/** Three refusals by policy that mean an unknown user, and one plain unknown user; one of them of a campaign's send. */
async function history(): Promise<Reclassifying> {
  const parts = await reclassifying();
  const { ledger, bounce, followed } = parts;
  const campaign = { campaignId: 'spring', purpose: 'bulk', name: null } as const;
  await ledger.store.append(streams.campaign('spring'), 'no-stream', [
    newEvent('CampaignRegistered', campaign, ledger),
  ]);
  const send = {
    recipientKey: ledger.keys.recipientKey('ana@example.com'),
    domain: 'example.com',
    messageIdKey: ledger.keys.messageIdKey('<s1@news.example>'),
    sendId: 's1',
    sentAt: '2026-11-20T08:00:00.000Z',
  };
  const other = {
    ...send,
    recipientKey: ledger.keys.recipientKey('zoe@example.com'),
    messageIdKey: null,
    sendId: 's2',
  };
  const batch = { batchId: 'b1', campaignId: 'spring', part: 0, last: true, sends: [send, other] };
  await ledger.store.append(streams.sends('b1'), 'no-stream', [newEvent('SendsRecorded', batch, ledger)]);
  await bounce('ana', { ...PARTNER, recipient: 'ana@example.com', originalMessageId: '<s1@news.example>' });
  await bounce('bo', { ...PARTNER, recipient: 'bo@example.org' });
  await bounce('bo-again', { ...PARTNER, recipient: 'bo@example.org' });
  await bounce('carla', { ...UNKNOWN, recipient: 'carla@example.com' });
  await followed();
  return parts;
}

describe('a preview', () => {
  it('tells what would change, and writes nothing', async () => {
    const { ledger, readModel, reclassifications } = await history();
    const before = await eventsOf(ledger.store);

    const preview = await reclassifications.preview({ document: NOBODY_HERE }, ignore);

    expect(preview).toEqual({
      from: 1,
      to: 2,
      scanned: 4,
      changed: 3,
      changes: [
        {
          from: ['soft', 'policy-rejected'],
          to: ['hard', 'user-unknown'],
          count: 3,
          examples: ['ana', 'bo', 'bo-again'].map(bounceIdOfName),
        },
      ],
      recipients: { quarantined: 2, released: 0 },
      campaigns: [{ id: 'spring', hardRate: [0, 0.5], bounceRate: [0.5, 0.5] }],
      notices: 2,
      confirm: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as string,
    });
    expect(await eventsOf(ledger.store)).toEqual(before);
    expect(readModel.recipients.find('bo@example.org', new Date())).toMatchObject({
      status: 'valid',
      rulesetVersion: 1,
    });
  });

  it('tells what believing guesses and unverified findings would change', async () => {
    const { bounce, followed, reclassifications } = await history();
    const bare = { status: '5.1.1', diagnostic: '550 5.1.1' };
    await bounce('by a code', { ...bare, recipient: 'dee@example.net' });
    await bounce('forged', { ...UNKNOWN, recipient: 'zoe@example.com' });
    await followed();
    const moves = async (policy: string) =>
      (await reclassifications.preview({ document: `format: 2\npolicy: { ${policy} }\n` }, ignore)).recipients;
    expect(await moves('guesses: as-classified')).toEqual({ quarantined: 1, released: 0 });
    expect(await moves('unverified: soft-error, softErrorThreshold: 1, guesses: as-classified')).toEqual({
      ...{ quarantined: 2, released: 0 },
    });
  });

  it('tells what another policy would change', async () => {
    const { bounce, followed, reclassifications } = await reclassifying();
    await bounce('full', { status: '4.2.2', diagnostic: '452 4.2.2 mailbox full', recipient: 'ana@example.com' });
    await bounce('gone', { ...UNKNOWN, recipient: 'bo@example.org' });
    await followed();
    const document = 'format: 1\npolicy: { softErrorThreshold: 1 }\n';
    expect(await reclassifications.preview({ document }, ignore)).toMatchObject({
      changed: 0,
      recipients: { quarantined: 1, released: 0 },
      notices: 1,
    });
  });

  it('finds nothing to change in a ledger without bounces, or by the ruleset in force', async () => {
    const { reclassifications } = await reclassifying();
    const nothing = { changed: 0, changes: [], recipients: { quarantined: 0, released: 0 }, campaigns: [], notices: 0 };
    expect(await reclassifications.preview({ document: NOBODY_HERE }, ignore)).toMatchObject({
      scanned: 0,
      ...nothing,
    });
    const other = await history();
    await other.rulesets.publish({ document: NOBODY_HERE }, { correlationId: 'request-1' });
    expect(await other.reclassifications.preview({ document: NOBODY_HERE }, ignore)).toMatchObject({
      from: 2,
      to: 2,
      changed: 3,
    });
  });

  it('has one digest for one log and one ruleset, and another when either changes', async () => {
    const { bounce, followed, reclassifications } = await history();
    const digest = async (document: string) => (await reclassifications.preview({ document }, ignore)).confirm;
    const first = await digest(NOBODY_HERE);
    expect(await digest(NOBODY_HERE)).toBe(first);
    expect(await digest(NOBODY_HERE.replace('4711', '4712'))).not.toBe(first);
    await bounce('dee', { ...UNKNOWN, recipient: 'dee@example.net' });
    await followed();
    expect(await digest(NOBODY_HERE)).not.toBe(first);
  });

  it('of a ruleset that cannot be used names its problems', async () => {
    const { reclassifications } = await history();
    await expect(reclassifications.preview({ document: 'format: 1\nrules: [{}]\n' }, ignore)).rejects.toMatchObject({
      code: 'invalid-ruleset',
      problems: [{ line: 2 }, { line: 2 }, { line: 2 }],
    });
  });

  it('stops when it is told to', async () => {
    const { reclassifications } = await history();
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(reclassifications.preview({ document: NOBODY_HERE }, ignore, signal)).rejects.toThrow('enough');
  });
});
