import { describe, expect, it } from 'vitest';
import { streams } from '../../src/events/index.js';
import {
  bounceIdOfName,
  campaignRegistered,
  followedLedger,
  FULL,
  HARD,
  mailIdOfName,
  mailReceived,
  mailThatTells,
} from './read-model-kit.js';

describe('a bounce of the read model', () => {
  it('tells what the mail says, what is thought of it, and where its bytes are', async () => {
    const { readModel, record } = await followedLedger();
    await record(...mailThatTells('b1', 'bounce'));
    expect(readModel.bounces.find(bounceIdOfName('b1'))).toEqual({
      id: 'bounce-b1',
      mailId: mailIdOfName('b1'),
      facts: {
        recipient: 'ana@example.com',
        originalRecipient: null,
        action: 'failed',
        status: '5.1.1',
        statedStatus: '5.0.0',
        smtpCode: 550,
        permanence: 'permanent',
        diagnostic: '550 5.1.1 no such user',
        reportingMta: 'relay.example.net',
        remoteMta: 'mx.example.com',
        occurredAt: '2026-11-21T10:00:00.000Z',
        originalMessageId: null,
      },
      verdict: HARD,
      correlation: null,
      effect: { from: 'valid', to: 'quarantined', policy: 'hard-at-once' },
      codes: { sisimai: 'userunknown', adobe: 1, sparkpost: 10 },
      history: [],
      evidence: `/v1/mails/${mailIdOfName('b1')}/evidence`,
      position: readModel.position(),
    });
    expect(readModel.bounces.find('another')).toBeNull();
  });

  it('goes by the verdict of the highest ruleset version, in whatever order they come, and shows the others', async () => {
    const { readModel, record } = await followedLedger();
    await record(...mailThatTells('b1', 'bounce', { verdict: { ...FULL, rulesetVersion: 2 } }));
    const classified = (rulesetVersion: number, verdict = HARD) =>
      ({
        type: 'BounceClassified',
        data: {
          bounceId: bounceIdOfName('b1'),
          mailId: mailIdOfName('b1'),
          verdict: { ...verdict, rulesetVersion },
        },
      }) as const;
    await record(streams.mail(mailIdOfName('b1')), classified(3), classified(1, FULL));
    expect(readModel.bounces.find('bounce-b1')).toMatchObject({
      verdict: { reason: 'user-unknown', rulesetVersion: 3 },
      history: [
        { rulesetVersion: 1, type: 'soft', reason: 'mailbox-full' },
        { rulesetVersion: 2, type: 'soft', reason: 'mailbox-full' },
      ],
    });
  });

  it('goes by the later of two verdicts of one version, which is no other version to show', async () => {
    const { readModel, record } = await followedLedger();
    await record(...mailThatTells('b1', 'bounce', { verdict: FULL }));
    const [bounceId, mailId] = [bounceIdOfName('b1'), mailIdOfName('b1')];
    await record(streams.mail(mailId), { type: 'BounceClassified', data: { bounceId, mailId, verdict: HARD } });
    expect(readModel.bounces.find(bounceId)).toMatchObject({
      verdict: { reason: 'user-unknown', rulesetVersion: 1 },
      history: [],
    });
  });

  it.each([
    [{}, ['b3', 'b2', 'b1']],
    [{ recipient: 'bo@example.org' }, ['b2']],
    [{ reason: 'mailbox-full' }, ['b3', 'b2']],
    [{ type: 'hard' }, ['b1']],
    [{ campaignId: 'spring' }, ['b3']],
    [{ from: '2026-11-02T00:00:00.000Z' }, ['b3', 'b2']],
    [{ to: '2026-11-02T00:00:00.000Z' }, ['b1']],
    [{ from: '2026-11-02T00:00:00.000Z', to: '2026-11-03T00:00:00.000Z', type: 'soft' }, ['b2']],
    [{ campaignId: 'spring', type: 'hard' }, []],
  ] as const)('is found by %j', async (filter, names) => {
    const { readModel, record } = await followedLedger();
    await record(...campaignRegistered('spring'));
    await record(...mailThatTells('b1', 'bounce', { occurredAt: '2026-11-01T00:00:00.000Z' }));
    await record(
      ...mailThatTells('b2', 'bounce', {
        recipient: 'Bo@Example.org',
        verdict: FULL,
        occurredAt: '2026-11-02T00:00:00.000Z',
      }),
    );
    await record(
      ...mailThatTells('b3', 'bounce', {
        keys: { headers: { 'x-campaign-id': 'spring' } },
        verdict: FULL,
        occurredAt: '2026-11-03T00:00:00.000Z',
      }),
    );
    const { items } = readModel.bounces.list(filter, { limit: 10 });
    expect(items.map(({ id }) => id)).toEqual(names.map(bounceIdOfName));
  });

  it('stands on one page of its list and on no other', async () => {
    const { readModel, record } = await followedLedger();
    for (let n = 0; n < 5; n += 1) await record(...mailThatTells(`b${n}`, 'bounce'));
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const { items, next } = readModel.bounces.list({}, { limit: 2, cursor });
      ids.push(...items.map(({ id }) => id));
      cursor = next ?? undefined;
    } while (cursor !== undefined);
    expect(ids).toEqual(['b4', 'b3', 'b2', 'b1', 'b0'].map(bounceIdOfName));
  });
});

describe('a mail of the read model', () => {
  it('names its bounces, or why nothing was found in it', async () => {
    const { readModel, record } = await followedLedger();
    await record(...mailThatTells('b1', 'bounce'));
    const mailId = mailIdOfName('odd');
    await record(streams.mail(mailId), mailReceived('odd', 'not-understood'), {
      type: 'MailSetAside',
      data: { mailId, kind: 'not-understood', reason: 'no report', family: 'none', interpreterVersion: 1 },
    });
    expect(readModel.mails.find(mailIdOfName('b1'))).toMatchObject({
      kind: 'bounce',
      bounces: ['bounce-b1'],
      setAsideReason: null,
    });
    expect(readModel.mails.list({ kind: 'not-understood' }, { limit: 10 }).items).toMatchObject([
      { mailId, bounces: [], setAsideReason: 'no report', evidence: `/v1/mails/${mailId}/evidence` },
    ]);
    expect(readModel.mails.list({}, { limit: 10 }).items).toHaveLength(2);
    expect(readModel.mails.find('f'.repeat(64))).toBeNull();
  });
});
