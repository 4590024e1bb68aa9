import { describe, expect, it } from 'vitest';
import { streams } from '../../src/events/index.js';
import { effectOf, type SqliteRecipientQueries } from '../../src/read-model/recipients/index.js';
import { NOW } from '../support/temporary-ledger.js';
import { appended, applied, campaign, decision, ruleset, sends, type Appended } from './applied-log.js';
import { bounceIdOfName, FULL, HARD, mailIdOfName, mailThatTells } from './read-model-kit.js';

const ANA = 'ana@example.com';
const BO = 'bo@example.org';
const day = (n: number) => `2026-11-${String(n).padStart(2, '0')}T08:00:00.000Z`;
const on = (n: number) => new Date(day(n));

const bounce = (name: string, told: Parameters<typeof mailThatTells>[2] = {}): Appended =>
  appended(mailThatTells(name, 'bounce', told));
const complaint = (name: string, told: Parameters<typeof mailThatTells>[2] = {}): Appended =>
  appended(mailThatTells(name, 'complaint', told));
const statusOf = (recipients: SqliteRecipientQueries, address: string) => recipients.find(address, NOW).status;

describe('a recipient', () => {
  it('of whom nothing was heard is unknown and valid', () => {
    expect(applied().recipients.find(ANA, NOW)).toEqual({
      ...{ address: ANA, known: false, status: 'valid', cause: null },
      sendable: { bulk: true, transactional: true },
      softErrors: { counted: 0, threshold: 5, clearsAt: null },
      unverified: { findings: 0, explanation: null },
      ...{ rulesetVersion: 0, asOf: NOW.toISOString(), position: '0' },
    });
  });

  it('is quarantined by a hard bounce, which is told as the cause', () => {
    const { recipients } = applied(bounce('b1', { occurredAt: day(20) }));
    expect(recipients.find('Ana@EXAMPLE.com', NOW)).toMatchObject({
      ...{ known: true, status: 'quarantined', sendable: { bulk: false, transactional: false } },
      cause: { bounceId: bounceIdOfName('b1'), verdict: HARD, occurredAt: day(20) },
      softErrors: { counted: 0, clearsAt: null },
    });
  });

  it('may still get transactional mail after a complaint', () => {
    const { recipients } = applied(complaint('c1', { occurredAt: day(20) }));
    expect(recipients.find(ANA, NOW)).toMatchObject({
      ...{ status: 'denylisted', sendable: { bulk: false, transactional: true } },
      cause: { mailId: mailIdOfName('c1'), feedbackType: 'abuse', occurredAt: day(20) },
    });
  });

  it('has errors until they are forgotten, thirty days after a full mailbox', () => {
    const { recipients } = applied(bounce('b1', { verdict: FULL, occurredAt: '2026-10-20T08:00:00.000Z' }));
    expect(recipients.find(ANA, new Date(on(19).getTime() - 1))).toMatchObject({
      ...{ status: 'with-errors', softErrors: { counted: 1, clearsAt: day(19) } },
      cause: { bounceId: bounceIdOfName('b1') },
    });
    expect(recipients.find(ANA, on(19))).toMatchObject({
      ...{ known: true, status: 'valid', softErrors: { counted: 0, clearsAt: null }, cause: null },
    });
  });

  it('is known, and valid, of whom only a delay was heard', () => {
    const { recipients } = applied(appended(mailThatTells('d1', 'delay')));
    expect(recipients.find(ANA, NOW)).toMatchObject({ known: true, status: 'valid' });
    expect(recipients.lookup([ANA], 'bulk', NOW).results).toEqual([
      { address: ANA, known: true, sendable: true, status: 'valid' },
    ]);
  });

  it('is suppressed by a person until released, whatever is reported meanwhile', () => {
    const log = applied(decision('RecipientSuppressed', ANA, day(10)), bounce('b1', { occurredAt: day(11) }));
    expect(log.recipients.find(ANA, NOW)).toMatchObject({
      ...{ status: 'quarantined', sendable: { bulk: false, transactional: false } },
      cause: { decision: 'suppressed', reason: 'asked by phone', actor: 'kim', occurredAt: day(10) },
    });
    log.apply(decision('RecipientReleased', ANA, day(12)));
    expect(log.recipients.find(ANA, NOW)).toMatchObject({ known: true, status: 'valid', cause: null });
  });

  it('stays released when a bounce from before the release becomes known after it', () => {
    const { recipients } = applied(decision('RecipientReleased', ANA, day(12)), bounce('b1', { occurredAt: day(11) }));
    expect(statusOf(recipients, ANA)).toBe('valid');
  });

  it('suffers alone from a report on several recipients of whom one is bad', () => {
    const [stream, received, told, classified] = mailThatTells('b1', 'bounce', { recipient: ANA });
    const [, , toldOfBo, classifiedOfBo] = mailThatTells('b1', 'bounce', { recipient: BO, verdict: FULL });
    if (!received || !told || !classified || !toldOfBo || !classifiedOfBo) throw new Error('a bounce has three events');
    const [second, secondClassified] = [toldOfBo, classifiedOfBo].map(({ type, data }) => ({
      type,
      data: { ...data, bounceId: 'bounce-of-bo' },
    })) as [typeof toldOfBo, typeof classifiedOfBo];
    const { recipients } = applied(appended([stream, received, told, classified, second, secondClassified]));
    expect([statusOf(recipients, ANA), statusOf(recipients, BO)]).toEqual(['quarantined', 'with-errors']);
  });
});

describe('of a campaign whose sends are registered', () => {
  const registered = [campaign('spring'), sends('spring', [{ recipient: ANA, messageId: '<s9@news.example>' }])];

  it.each([
    ['that names no campaign', {}],
    ['that names the campaign in a header', { keys: { headers: { 'x-campaign-id': 'spring' } } }],
    ['that names another campaign, of which nothing is registered', { keys: { headers: { 'x-campaign-id': 'old' } } }],
    ['that pretends to be from before the campaign', { occurredAt: day(15) }],
    ['with a Message-ID made up', { originalMessageId: '<s1@news.example>' }],
  ])('a forged report %s suppresses nobody', (_, told) => {
    const log = [campaign('old'), ...registered, bounce('b1', told), complaint('c1', told)];
    const { recipients } = applied(...log);
    expect(recipients.find(ANA, NOW)).toMatchObject({
      ...{ status: 'with-errors', sendable: { bulk: true, transactional: true }, softErrors: { counted: 1 } },
    });
  });

  it('a report that proves the send counts in full', () => {
    const { recipients } = applied(...registered, bounce('b1', { originalMessageId: '<s9@news.example>' }));
    expect(statusOf(recipients, ANA)).toBe('quarantined');
  });

  it('a complaint that proves the send denylists', () => {
    const { recipients } = applied(...registered, complaint('c1', { originalMessageId: '<s9@news.example>' }));
    expect(statusOf(recipients, ANA)).toBe('denylisted');
  });
});

/** The run by which a ruleset takes effect for all of history, where it changes no verdict. */
const reclassified = (rulesetVersion: number): Appended => {
  const reach = { scanned: 0, changed: 0, throughBounceId: null };
  return appended([
    streams.reclassification('run'),
    { type: 'ReclassificationStarted', data: { runId: 'run', fromVersion: rulesetVersion - 1, rulesetVersion } },
    { type: 'ReclassificationCompleted', data: { rulesetVersion, ...reach } },
  ]);
};

describe('unverified findings on a recipient', () => {
  const registered = [campaign('spring'), sends('spring', [{ recipient: ANA, messageId: '<s9@news.example>' }])];
  const forgeries = Array.from({ length: 10 }, (_, index) =>
    bounce(`f${index}`, { occurredAt: '1985-01-01T00:00:00.000Z', receivedAt: day(index + 10) }),
  );

  it('quarantine nobody whose sends are registered, on however many days they come, and are told with the reason', () => {
    const { recipients } = applied(...registered, ...forgeries, complaint('c1', { occurredAt: day(20) }));
    const { status, softErrors, unverified } = recipients.find(ANA, NOW);
    expect([status, softErrors.counted, unverified.findings]).toEqual(['with-errors', 1, 11]);
    expect(unverified.explanation).toMatch(
      /prove none of them.*with-errors at most \(policy `unverified: with-errors`\)/,
    );
  });

  it('count by the days of their receipt where the policy says so, once history follows it', () => {
    const log = applied(ruleset(1, '  complaint: denylist\n'), ...registered, ...forgeries);
    log.apply(ruleset(2, '  unverified: soft-error\n'));
    expect(statusOf(log.recipients, ANA)).toBe('with-errors');
    log.apply(reclassified(2));
    expect(statusOf(log.recipients, ANA)).toBe('quarantined');
  });

  it('of one mail quarantine nobody of whom nothing is registered, whatever dates they state', () => {
    const soft = [1, 2, 3, 4, 5].map((n) =>
      bounce(`f${n}`, { verdict: FULL, occurredAt: `198${n}-01-01T00:00:00.000Z`, receivedAt: day(20) }),
    );
    expect(applied(...soft).recipients.find(ANA, NOW)).toMatchObject({
      ...{ status: 'with-errors', softErrors: { counted: 1 }, unverified: { findings: 0, explanation: null } },
    });
  });

  it('suppress by one hard bounce where nothing is registered, as nothing could be proven', () => {
    expect(statusOf(applied(bounce('b1')).recipients, ANA)).toBe('quarantined');
  });

  it('become unverified, and suppress no more, once the sends are registered', () => {
    const log = applied(bounce('b1'));
    log.apply(...registered);
    expect(log.recipients.find(ANA, NOW)).toMatchObject({ status: 'with-errors', unverified: { findings: 1 } });
  });
});

describe('a complaint about one send that comes by two routes', () => {
  const registered = [
    campaign('spring'),
    sends('spring', [
      { recipient: ANA, messageId: '<s1@news.example>' },
      { recipient: ANA, messageId: '<s2@news.example>' },
    ]),
  ];
  const about = (name: string, originalMessageId: string, receivedAt: string) =>
    complaint(name, { originalMessageId, receivedAt, occurredAt: receivedAt });
  const once = [
    ...[...registered, about('c1', '<s1@news.example>', day(20))],
    ...[decision('RecipientReleased', ANA, day(21)), about('c2', '<s1@news.example>', day(22))],
  ];

  it('denylists no more whom a person released meanwhile', () => {
    const { recipients } = applied(...once);
    expect(statusOf(recipients, ANA)).toBe('valid');
    expect(recipients.history(ANA, { limit: 9 }).items.at(-1)).toMatchObject({ policy: 'complaint-repeated' });
  });

  it('is another one about another send', () => {
    expect(statusOf(applied(...once, about('c3', '<s2@news.example>', day(23))).recipients, ANA)).toBe('denylisted');
  });
});

describe('a hard verdict that rests on a guess', () => {
  const guessed = { readFrom: { recipient: 'guess', status: 'field' } } as const;
  const code = { ...HARD, rule: 'status-x.1.1', matched: '5.1.1' };
  const registered = [campaign('spring'), sends('spring', [{ recipient: ANA, messageId: '<s9@news.example>' }])];

  it.each([
    ['on a recipient whom the report does not name', guessed],
    ['on an enhanced status code without words', { verdict: code }],
    ['on a reply code without words', { verdict: { ...code, matched: '550' } }],
  ])('%s counts as one soft error', (_, told) => {
    const { recipients, database } = applied(bounce('b1', told));
    expect(recipients.find(ANA, NOW)).toMatchObject({ status: 'with-errors', softErrors: { counted: 1 } });
    expect(effectOf(database, 1)).toEqual({ from: 'valid', to: 'with-errors', policy: 'guess' });
  });

  it.each([
    ['on words with a code among them', { verdict: { ...code, matched: '550 5.1.1 no such user' } }],
    ['on a recipient in words', { readFrom: { recipient: 'words', status: 'guess' } } as const],
  ])('%s is not a guess', (_, told) => {
    expect(statusOf(applied(bounce('b1', told)).recipients, ANA)).toBe('quarantined');
  });

  it('is not a guess about a recipient whom a proven send names', () => {
    const { recipients } = applied(...registered, bounce('b1', { ...guessed, originalMessageId: '<s9@news.example>' }));
    expect(statusOf(recipients, ANA)).toBe('quarantined');
  });

  it('adds up like soft errors, with their gap', () => {
    const on = (n: number) => bounce(`b${n}`, { verdict: code, occurredAt: day(n) });
    expect(statusOf(applied(on(10), on(11), on(12), on(13)).recipients, ANA)).toBe('with-errors');
    expect(statusOf(applied(on(10), on(11), on(12), on(13), on(14)).recipients, ANA)).toBe('quarantined');
  });

  it('quarantines at once where the policy says so', () => {
    const { recipients } = applied(ruleset(1, '  guesses: as-classified\n'), bounce('b1', { verdict: code }));
    expect(statusOf(recipients, ANA)).toBe('quarantined');
  });
});

describe('a bounce whose date nobody can believe', () => {
  const in2001 = '2001-01-01T00:00:00.000Z';

  it('counts from the delivery into the mailbox: also after a release', () => {
    const { recipients } = applied(
      bounce('b1', { occurredAt: day(9) }),
      decision('RecipientReleased', ANA, day(10)),
      bounce('b2', { occurredAt: in2001, deliveredAt: day(12), receivedAt: day(20) }),
    );
    const { status, cause } = recipients.find(ANA, NOW);
    expect(status).toBe('quarantined');
    expect(cause).toMatchObject({ bounceId: bounceIdOfName('b2'), occurredAt: in2001 });
  });

  it('counts before a release where it lay in the mailbox then, though we read it later', () => {
    const lain = bounce('b1', { occurredAt: day(1), deliveredAt: day(1), receivedAt: day(20) });
    expect(statusOf(applied(decision('RecipientReleased', ANA, day(10)), lain).recipients, ANA)).toBe('valid');
  });

  it('lay in the mailbox by the topmost Received that an older interpreter took for its time', () => {
    const read = { occurredAt: day(1), occurredAtSource: 'received' as const, receivedAt: day(20) };
    const log = applied(decision('RecipientReleased', ANA, day(10)), bounce('b1', read));
    expect(statusOf(log.recipients, ANA)).toBe('valid');
  });
});

describe('the effect of a bounce', () => {
  it('is told with the rule of the policy that decided', () => {
    const { database } = applied(
      bounce('b1', { verdict: FULL, occurredAt: day(1) }),
      bounce('b2', { verdict: FULL, occurredAt: '2026-11-01T09:00:00.000Z' }),
      bounce('b3', { occurredAt: day(2), verdict: { ...FULL, reason: 'spam-content', fault: 'sender' } }),
      bounce('b4', { occurredAt: day(3) }),
    );
    expect([1, 2, 3, 4].map((sequence) => effectOf(database, sequence))).toEqual([
      { from: 'valid', to: 'with-errors', policy: 'soft-error-counted' },
      { from: 'with-errors', to: 'with-errors', policy: 'soft-error-within-gap' },
      { from: 'with-errors', to: 'with-errors', policy: 'sender-fault' },
      { from: 'with-errors', to: 'quarantined', policy: 'hard-at-once' },
    ]);
  });

  it('stays what it was when something earlier becomes known', () => {
    const log = applied(bounce('b1', { occurredAt: day(3) }));
    log.apply(bounce('b2', { verdict: FULL, occurredAt: day(1), receivedAt: day(4) }));
    expect(effectOf(log.database, 1)).toMatchObject({ from: 'valid', to: 'quarantined' });
    expect(effectOf(log.database, 2)).toMatchObject({ from: 'quarantined', to: 'quarantined' });
  });

  it('is null of a bounce that names nobody', () => {
    expect(effectOf(applied(bounce('b1', { recipient: null })).database, 1)).toBeNull();
  });
});

describe('the history of a recipient', () => {
  it('is in the order in which it became known, with what expired between, in pages', () => {
    const { recipients } = applied(
      bounce('b1', { verdict: { ...FULL, reason: 'network-error' }, occurredAt: day(1) }),
      complaint('c1', { occurredAt: day(13) }),
      decision('RecipientSuppressed', ANA, day(14)),
      decision('RecipientReleased', ANA, day(15)),
    );
    const steps = [];
    let cursor: string | undefined;
    do {
      const { items, next } = recipients.history(ANA, { limit: 2, cursor });
      steps.push(...items);
      cursor = next ?? undefined;
    } while (cursor !== undefined);
    const nothing = { bounceId: null, mailId: null, verdict: null, reason: null, actor: null };
    const mail = (name: string) => ({ ...nothing, mailId: mailIdOfName(name) });
    const person = { ...nothing, reason: 'asked by phone', actor: 'kim' };
    expect(steps).toEqual([
      {
        ...{ occurredAt: day(1), from: 'valid', to: 'with-errors', cause: 'bounce', policy: 'soft-error-counted' },
        ...{ ...mail('b1'), bounceId: bounceIdOfName('b1'), verdict: { ...FULL, reason: 'network-error' } },
      },
      { occurredAt: day(11), from: 'with-errors', to: 'valid', cause: 'expired', policy: 'expired', ...nothing },
      { occurredAt: day(13), from: 'valid', to: 'denylisted', cause: 'complaint', policy: 'complaint', ...mail('c1') },
      {
        ...{ occurredAt: day(14), from: 'denylisted', to: 'quarantined', cause: 'suppressed', policy: 'suppressed' },
        ...person,
      },
      { occurredAt: day(15), from: 'quarantined', to: 'valid', cause: 'released', policy: 'released', ...person },
    ]);
  });
});

describe('a lookup', () => {
  const someReports = () => [
    bounce('b1', { recipient: BO }),
    complaint('c1', { recipient: 'carla@example.com' }),
    bounce('b2', { recipient: 'dee@example.net', verdict: FULL, occurredAt: day(20) }),
  ];
  const addresses = ['x', 'dee@example.net', BO, 'nobody@example.com', 'Carla@Example.com', BO];

  const quarantined = { known: true, sendable: false, status: 'quarantined', blocks: 'all', reason: 'user-unknown' };
  const denylisted = { known: true, sendable: false, status: 'denylisted', blocks: 'bulk', reason: 'complaint' };

  it('answers in the order asked, invalid addresses in their place', () => {
    expect(applied(...someReports()).recipients.lookup(addresses, 'bulk', NOW).results).toEqual([
      { address: 'x', sendable: false, error: 'invalid-address' },
      { address: 'dee@example.net', known: true, sendable: true, status: 'with-errors', reason: 'mailbox-full' },
      { address: BO, ...quarantined },
      { address: 'nobody@example.com', known: false, sendable: true, status: 'valid' },
      { address: 'Carla@Example.com', ...denylisted },
      { address: BO, ...quarantined },
    ]);
  });

  it('lets transactional mail through to who complained', () => {
    const { results } = applied(...someReports()).recipients.lookup(addresses, 'transactional', NOW);
    expect(results.map((result) => 'sendable' in result && result.sendable)).toEqual([
      ...[false, true, false, true, true, false],
    ]);
  });
});

describe('the list of recipients', () => {
  it('has each under the status of the instant asked for, once, over all pages', () => {
    const { recipients } = applied(
      bounce('b1', { recipient: 'a@example.com' }),
      bounce('b2', { recipient: 'b@example.com', verdict: FULL, occurredAt: day(20) }),
      bounce('b3', { recipient: 'c@example.com', verdict: FULL, occurredAt: '2026-09-01T08:00:00.000Z' }),
      complaint('c1', { recipient: 'd@example.com' }),
      bounce('b4', { recipient: 'e@example.com' }),
    );
    const listed = (status?: 'valid' | 'with-errors' | 'quarantined' | 'denylisted') => {
      const addresses: (string | null)[] = [];
      let cursor: string | undefined;
      do {
        const { items, next } = recipients.list({ status }, { limit: 1, cursor }, NOW);
        addresses.push(...items.map(({ address }) => address));
        cursor = next ?? undefined;
      } while (cursor !== undefined);
      return addresses.join(' ').replaceAll('@example.com', '');
    };
    expect([listed(), listed('valid'), listed('with-errors'), listed('quarantined'), listed('denylisted')]).toEqual([
      ...['a b c d e', 'c', 'b', 'a e', 'd'],
    ]);
  });

  it('has no address where the report names another than the send’s, until one is known', () => {
    const log = applied(
      sends('spring', [{ recipient: ANA, messageId: '<s9@news.example>' }]),
      bounce('b1', { recipient: 'forwarded@elsewhere.example', originalMessageId: '<s9@news.example>' }),
    );
    const listed = () => log.recipients.list({}, { limit: 9 }, NOW).items.map(({ address }) => address);
    expect(listed()).toEqual([null]);
    expect(log.recipients.find(ANA, NOW)).toMatchObject({ address: ANA, known: true, status: 'with-errors' });
    log.apply(decision('RecipientSuppressed', ANA, NOW.toISOString()));
    expect(listed()).toEqual([ANA]);
  });
});

describe('a new ruleset', () => {
  it('has its policy applied from the recipient’s next incident on', () => {
    const log = applied(
      bounce('b1', { verdict: FULL, occurredAt: day(18) }),
      ruleset(7, '  softErrorThreshold: 2\n  significantGapHours: 1'),
    );
    expect(log.recipients.find(ANA, NOW)).toMatchObject({
      ...{ status: 'with-errors', rulesetVersion: 7, softErrors: { counted: 1, threshold: 2 } },
    });
    log.apply(bounce('b2', { verdict: FULL, occurredAt: '2026-11-18T10:00:00.000Z' }));
    expect(statusOf(log.recipients, ANA)).toBe('quarantined');
  });

  it('changes what is thought of a recipient by reclassifying a bounce', () => {
    const log = applied(bounce('b1'));
    const verdict = { ...FULL, rulesetVersion: 2 };
    const data = { bounceId: bounceIdOfName('b1'), mailId: mailIdOfName('b1'), verdict };
    log.apply(appended(['reclassification-1', { type: 'BounceClassified', data }]));
    expect(statusOf(log.recipients, ANA)).toBe('with-errors');
  });
});
