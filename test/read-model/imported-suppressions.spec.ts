import { describe, expect, it } from 'vitest';
import { importOutcome } from '../../src/read-model/recipients/index.js';
import { NOW } from '../support/temporary-ledger.js';
import { appended, applied, decision, KEYS, list } from './applied-log.js';
import { FULL, mailThatTells } from './read-model-kit.js';

const ANA = 'ana@example.com';
const BO = 'bo@example.org';
const day = (n: number) => `2026-11-${String(n).padStart(2, '0')}T08:00:00.000Z`;

describe('a recipient on an imported list', () => {
  it.each([
    ['hard-bounce', 'quarantined', { bulk: false, transactional: false }],
    ['manual', 'quarantined', { bulk: false, transactional: false }],
    ['complaint', 'denylisted', { bulk: false, transactional: true }],
    ['unsubscribe', 'denylisted', { bulk: false, transactional: true }],
  ] as const)('as %s is %s, with what the list says as the cause', (kind, status, sendable) => {
    const { recipients } = applied(
      list('l1', [{ address: ANA, kind, reason: 'said so', since: day(3), source: 'ses' }], day(9)),
    );
    expect(recipients.find('ANA@example.com', NOW)).toMatchObject({
      ...{ known: true, status, sendable },
      cause: {
        ...{ decision: 'suppressed', reason: 'said so', actor: 'kim', list: { importId: 'l1', kind, source: 'ses' } },
        occurredAt: day(3),
      },
    });
  });

  it('that gives neither a time nor a reason is suppressed since the import, by the kind', () => {
    const { recipients } = applied(list('l1', [{ address: ANA, kind: 'unsubscribe' }], day(9)));
    expect(recipients.find(ANA, NOW).cause).toMatchObject({
      ...{ reason: 'unsubscribe', occurredAt: day(9), list: { source: null } },
    });
  });

  it('is named by a lookup with what is blocked and why', () => {
    const { recipients } = applied(list('l1', [{ address: ANA, kind: 'unsubscribe' }, { address: BO }]));
    const lookup = (purpose: 'bulk' | 'transactional') => recipients.lookup([ANA, BO], purpose, NOW).results;
    const unsubscribed = { address: ANA, known: true, status: 'denylisted', blocks: 'bulk', reason: 'unsubscribe' };
    const blocked = {
      address: BO,
      known: true,
      sendable: false,
      status: 'quarantined',
      blocks: 'all',
      reason: 'manual',
    };
    expect(lookup('bulk')).toEqual([{ ...unsubscribed, sendable: false }, blocked]);
    expect(lookup('transactional')).toEqual([{ ...unsubscribed, sendable: true }, blocked]);
  });

  it('keeps the first entry that blocked the same, however often lists are imported', () => {
    const log = applied(
      list('l1', [{ address: ANA, kind: 'hard-bounce', since: day(1), source: 'ses' }]),
      list('l2', [{ address: ANA, kind: 'manual', since: day(2), source: 'sendgrid' }]),
    );
    expect(log.recipients.find(ANA, NOW).cause).toMatchObject({
      occurredAt: day(1),
      list: { kind: 'hard-bounce', importId: 'l1' },
    });
    expect(log.recipients.history(ANA, { limit: 9 }).items).toHaveLength(1);
  });

  it('keeps the reason of the person who suppressed them before the list, and shows one given after it', () => {
    const before = applied(decision('RecipientSuppressed', ANA, day(1)), list('l1', [{ address: ANA }], day(2)));
    const after = applied(list('l1', [{ address: ANA }], day(1)), decision('RecipientSuppressed', ANA, day(2)));
    for (const { recipients } of [before, after]) {
      expect(recipients.find(ANA, NOW).cause).toEqual({
        ...{ decision: 'suppressed', reason: 'asked by phone', actor: 'kim' },
        occurredAt: expect.any(String) as string,
      });
    }
  });

  it('is valid once a person releases them, and stays so when an older list comes after', () => {
    const log = applied(
      list('l1', [{ address: ANA, since: day(1) }], day(2)),
      decision('RecipientReleased', ANA, day(5)),
    );
    expect(log.recipients.find(ANA, NOW)).toMatchObject({ status: 'valid', cause: null });
    log.apply(list('l2', [{ address: ANA, since: day(4) }], day(6)));
    expect(log.recipients.find(ANA, NOW)).toMatchObject({ status: 'valid', cause: null });
    log.apply(list('l3', [{ address: ANA, since: day(5) }], day(7)));
    expect(log.recipients.find(ANA, NOW)).toMatchObject({ status: 'quarantined', cause: { list: { importId: 'l3' } } });
  });

  it('has the entries in their history, in the order in which the ledger heard of them', () => {
    const { recipients } = applied(
      appended(mailThatTells('b1', 'bounce', { verdict: FULL, occurredAt: day(2) })),
      list('l1', [{ address: ANA, kind: 'unsubscribe', since: day(1), reason: 'one click' }], day(3)),
      list('l2', [{ address: ANA, kind: 'hard-bounce', since: day(1) }], day(4)),
    );
    expect(recipients.history(ANA, { limit: 9 }).items).toMatchObject([
      { cause: 'bounce', from: 'valid', to: 'with-errors' },
      {
        ...{ cause: 'suppressed', policy: 'suppressed-for-bulk', from: 'with-errors', to: 'denylisted' },
        ...{ occurredAt: day(1), reason: 'one click', actor: 'kim' },
      },
      { cause: 'suppressed', policy: 'suppressed', from: 'denylisted', to: 'quarantined', reason: null },
    ]);
  });
});

describe('what an entry of a list would do', () => {
  it('is new, known, or contradicts a later release', () => {
    const { database } = applied(
      list('l1', [{ address: ANA, kind: 'unsubscribe' }]),
      decision('RecipientSuppressed', BO, day(1)),
      decision('RecipientReleased', BO, day(5)),
    );
    const outcome = (address: string, kind: 'unsubscribe' | 'hard-bounce', since: string | null) =>
      importOutcome(database, KEYS.recipientKey(address), { kind, since });
    expect(outcome('cy@example.com', 'unsubscribe', null)).toBe('new');
    expect(outcome(ANA, 'unsubscribe', day(1))).toBe('known');
    expect(outcome(ANA, 'hard-bounce', day(1))).toBe('new');
    expect(outcome(BO, 'hard-bounce', day(4))).toBe('contradictingRelease');
    expect(outcome(BO, 'hard-bounce', day(5))).toBe('new');
    expect(outcome(BO, 'hard-bounce', null)).toBe('new');
  });
});
