import { describe, expect, it } from 'vitest';
import { streams } from '../../../src/events/index.js';
import { eventsOf } from '../../support/temporary-ledger.js';
import { ORIGIN, reclassifying } from './reclassification-kit.js';

/**
 * On 14 and 15 December 2020 Gmail answered `550-5.1.1 The email account that you tried to reach does not exist` to
 * mail for accounts that did exist, for some hours.
 */
const SAID = {
  status: '5.1.1',
  smtpCode: 550,
  permanence: 'permanent',
  diagnostic:
    "550-5.1.1 The email account that you tried to reach does not exist. Please try 550-5.1.1 double-checking the recipient's email address for typos or 550 5.1.1 unnecessary spaces.",
  remoteMta: 'gmail-smtp-in.l.google.com',
} as const;
const OUTAGE = `format: 1
rules:
  - id: gmail-outage-2020-12
    when:
      provider: google
      status: 5.1.1
      from: 2020-12-14T20:00:00Z
      to: 2020-12-15T02:00:00Z
    reason: receiver-error
    type: ignored
    examples:
      - text: 550-5.1.1 The email account that you tried to reach does not exist
        recipient: ana@gmail.com
        occurredAt: 2020-12-14T23:00:00Z
`;

describe('the story of December 2020: a provider says for six hours that nobody exists', () => {
  it('is put right for all of history by a rule for that provider and those hours, with every step in the log', async () => {
    const parts = await reclassifying();
    const { bounce, followed, readModel, reclassifications, rulesets, ledger } = parts;
    const during = '2020-12-14T22:30:00.000Z';
    await bounce('ana', { ...SAID, recipient: 'ana@gmail.com', occurredAt: during });
    await bounce('hosted', { ...SAID, recipient: 'ben@customer.example', occurredAt: '2020-12-15T01:59:00.000Z' });
    await bounce('before', { ...SAID, recipient: 'carla@gmail.com', occurredAt: '2020-12-14T19:00:00.000Z' });
    await bounce('after', { ...SAID, recipient: 'dee@gmail.com', occurredAt: '2020-12-15T02:00:00.000Z' });
    const elsewhere = { ...SAID, recipient: 'eve@example.org', remoteMta: 'mx.example.org' };
    await bounce('elsewhere', { ...elsewhere, occurredAt: during });
    await followed();
    const statusOf = (address: string) => readModel.recipients.find(address, new Date()).status;
    const everybody = ['ana@gmail.com', 'ben@customer.example', 'carla@gmail.com', 'dee@gmail.com', 'eve@example.org'];
    expect(new Set(everybody.map(statusOf))).toEqual(new Set(['quarantined']));

    const preview = await reclassifications.preview({ document: OUTAGE }, () => undefined);
    expect(preview).toMatchObject({
      scanned: 5,
      changed: 2,
      changes: [{ from: ['hard', 'user-unknown'], to: ['ignored', 'receiver-error'], count: 2 }],
      recipients: { quarantined: 0, released: 2 },
      notices: 2,
    });
    const { id } = await reclassifications.begin({ confirm: preview.confirm }, ORIGIN);
    await reclassifications.ended(id);

    expect(everybody.map(statusOf)).toEqual(['valid', 'valid', 'quarantined', 'quarantined', 'quarantined']);
    const [first] = readModel.bounces.list({ recipient: 'ana@gmail.com' }, { limit: 1 }).items;
    expect(first).toMatchObject({
      facts: { status: '5.1.1' },
      verdict: { type: 'ignored', reason: 'receiver-error', rule: 'gmail-outage-2020-12', rulesetVersion: 2 },
      history: [{ rulesetVersion: 1, type: 'hard', reason: 'user-unknown' }],
    });

    const steps = await eventsOf(ledger.store, streams.reclassification(id));
    expect(steps.filter(({ type }) => !type.endsWith('Progressed')).map(({ type }) => type)).toEqual([
      'ReclassificationStarted',
      'BounceReclassified',
      'BounceReclassified',
      'ReclassificationCompleted',
    ]);
    expect(steps[0]?.metadata).toMatchObject({ actor: 'kim', correlationId: 'request-1' });
    expect((await rulesets.find(2)).layers.operator?.trim()).toBe(OUTAGE.trim());
    const notices = readModel.feed.page({}, undefined, 100).items.slice(-2);
    expect(notices.map(({ subject, data }) => [subject, data['from'], data['to'], data['cause']])).toEqual([
      ['ana@gmail.com', 'quarantined', 'valid', 'reclassification'],
      ['ben@customer.example', 'quarantined', 'valid', 'reclassification'],
    ]);
  });
});
