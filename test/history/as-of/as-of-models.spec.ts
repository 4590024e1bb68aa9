import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createCampaignsProjection } from '../../../src/read-model/campaigns/index.js';
import { createCorrelationProjection } from '../../../src/read-model/correlation/index.js';
import { findingsProjection } from '../../../src/read-model/bounces/index.js';
import type { AsOfState } from '../../../src/read-model/engine/index.js';
import { createRecipientsProjection, SqliteRecipientQueries } from '../../../src/read-model/recipients/index.js';
import { AsOfModels, stateLines } from '../../../src/history/as-of/index.js';
import { ORIGIN, reclassifying, type Reclassifying } from '../reclassification/reclassification-kit.js';
import { eventsOf } from '../../support/temporary-ledger.js';

const ANA = 'ana@example.com';
const FULL = { status: '4.2.2', diagnostic: '452 4.2.2 mailbox full' };

type Limits = NonNullable<ConstructorParameters<typeof AsOfModels>[0]['limits']>;

/** For whom nothing of this test lies ahead. */
const NOW = new Date('2998-01-01T00:00:00.000Z');

/** A ledger with as-of states under limits of their own. */
async function withAsOf(limits: Limits = {}) {
  const parts = await reclassifying();
  const ledger = { ...parts.ledger, clock: () => NOW };
  const dataDir = join(parts.dataDir, 'apart');
  const open = () => {
    const models = new AsOfModels({
      ...{ ledger, dataDir, limits: { patienceMs: 30_000, ...limits } },
      projections: [
        ...[findingsProjection, createCampaignsProjection()],
        ...[createCorrelationProjection({ keys: ledger.keys, verp: {} }), createRecipientsProjection(ledger.keys)],
      ],
    });
    onTestFinished(() => models.close());
    return models;
  };
  const directory = join(dataDir, 'past-states');
  const files = () => (existsSync(directory) ? readdirSync(directory) : []);
  const statusOf = (address: string) => (state: AsOfState) =>
    new SqliteRecipientQueries(state, ledger.keys).find(address, state.instant).status;
  return { ...parts, ledger, directory, files, open, past: open(), statusOf };
}

/** @returns when the last event was stored, once that time is over */
async function storedAt({ ledger, followed }: Reclassifying): Promise<string> {
  await followed();
  const last = (await eventsOf(ledger.store)).at(-1)?.storedAt ?? '';
  await expect.poll(() => Date.now() > Date.parse(last) + 1).toBe(true);
  return last;
}

async function collected<T>(lines: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const line of lines) all.push(line);
  return all;
}

describe('the state at a time', () => {
  it('knows what had been stored by then, whenever it happened, and nothing later', async () => {
    const parts = await withAsOf();
    const { past: models, statusOf, bounce } = parts;
    const before = await storedAt(parts);
    await bounce('first', { ...FULL, occurredAt: new Date().toISOString() });
    const between = await storedAt(parts);
    // It happened before the other.
    await bounce('late', { occurredAt: '2026-01-01T00:00:00.000Z' });
    const after = await storedAt(parts);

    const statuses = [before, between, after].map((asOf) => models.read({ asOf }, statusOf(ANA)));
    expect(await Promise.all(statuses)).toEqual(['valid', 'with-errors', 'quarantined']);
    expect(await models.read({ asOf: between }, ({ instant }) => instant.toISOString())).toBe(between);
  });

  it('tells what expires for that time', async () => {
    const parts = await withAsOf();
    const { past: models, statusOf, bounce } = parts;
    await bounce('full', { ...FULL, occurredAt: new Date().toISOString() });
    const then = await storedAt(parts);
    const muchLater = new Date(Date.parse(then) + 31 * 86_400_000).toISOString();
    expect(await models.read({ asOf: then }, statusOf(ANA))).toBe('with-errors');
    expect(await models.read({ asOf: muchLater }, statusOf(ANA))).toBe('valid');
    expect(await models.read({ asOf: then }, statusOf(ANA))).toBe('with-errors');
  });

  it('is decided by the policy of the version asked for, whatever was published since', async () => {
    const { past: models, statusOf, bounce, rulesets } = await withAsOf();
    const publish = (threshold: number) =>
      rulesets.publish({ document: `format: 1\npolicy: { softErrorThreshold: ${threshold} }\n` }, ORIGIN);
    await publish(1);
    await bounce('full', { ...FULL, occurredAt: NOW.toISOString() });
    await publish(4);
    const statuses = [1, 2, 3].map((rulesetVersion) => models.read({ rulesetVersion }, statusOf(ANA)));
    expect(await Promise.all(statuses)).toEqual(['with-errors', 'quarantined', 'with-errors']);
  });

  it('is told of every recipient by address, and of all together', async () => {
    const parts = await withAsOf();
    const { past: models, ledger, bounce } = parts;
    for (const name of ['zoe', 'ana', 'mia']) await bounce(name, { recipient: `${name}@example.com` });
    const asOf = await storedAt(parts);
    const lines = await models.read({ asOf }, (state) => collected(stateLines(state, ledger.keys)));
    expect(lines.slice(0, 3)).toMatchObject(
      ['ana', 'mia', 'zoe'].map((name) => ({ address: `${name}@example.com`, status: 'quarantined', asOf })),
    );
    expect(lines.at(-1)).toMatchObject({
      totals: { recipients: 3, quarantined: 3, valid: 0 },
      rulesetVersion: 1,
      asOf,
    });
  });

  it.each([
    ['a time that has not come', { asOf: '2999-01-01T00:00:00Z' }, 'no-such-point'],
    ['a time without an offset', { asOf: '2026-01-01T00:00:00' }, 'no-such-point'],
    ['a day', { asOf: '2026-01-01' }, 'no-such-point'],
    ['a position that the log has not reached', { asOf: '999999' }, 'no-such-point'],
    ['a position of another store', { asOf: '12/12' }, 'no-such-point'],
    ['a version that was never published', { rulesetVersion: 7 }, 'unknown-ruleset'],
  ])('is refused for %s', async (_, point, code) => {
    const { past: models, files } = await withAsOf();
    await expect(models.read(point, () => true)).rejects.toMatchObject({ code });
    expect(files()).toEqual([]);
  });
});

describe('as-of states', () => {
  it('are worked out one at a time, and refused when too many wait', async () => {
    const { past: models, statusOf, ledger } = await withAsOf({ waiting: 2 });
    const positions = (await eventsOf(ledger.store)).map(({ position }) => String(position));
    const [first, second] = positions.map((asOf) => models.read({ asOf }, statusOf(ANA)));
    const third = models.read({ rulesetVersion: 1 }, statusOf(ANA));
    await expect(third).rejects.toMatchObject({ code: 'past-not-ready' });
    expect(await Promise.all([first, second])).toEqual(['valid', 'valid']);
    expect(await models.read({ rulesetVersion: 1 }, statusOf(ANA))).toBe('valid');
  });

  it('that are not there in time are worked out nevertheless, for who asks again', async () => {
    const { past: models, statusOf } = await withAsOf();
    const impatient = models.read({ asOf: '1' }, statusOf(ANA), { patienceMs: 0 });
    await expect(impatient).rejects.toMatchObject({ code: 'past-not-ready' });
    expect(await models.read({ asOf: '1' }, statusOf(ANA))).toBe('valid');
  });

  it('are no longer worked out when nobody waits any more', async () => {
    const { past: models, files, statusOf } = await withAsOf({ idleMs: 0 });
    const stopping = new AbortController();
    const waiting = models.read({ asOf: '1' }, statusOf(ANA), { signal: stopping.signal });
    stopping.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    await expect.poll(files).toEqual([]);
    expect(await models.read({ asOf: '1' }, statusOf(ANA))).toBe('valid');
  });

  it('are kept for the next question, so many and no more, and go when they are closed', async () => {
    const { past: models, files, statusOf } = await withAsOf({ kept: 1 });
    for (const asOf of ['1', '2', '2', '1']) await models.read({ asOf }, statusOf(ANA));
    expect(files()).toEqual(['3']);
    await models.close();
    expect(files()).toEqual([]);
  });

  it('that a killed process left are removed', async () => {
    const { directory, files, open } = await withAsOf();
    mkdirSync(join(directory, '1'), { recursive: true });
    writeFileSync(join(directory, '1', 'state.sqlite'), 'half');
    open();
    expect(files()).toEqual([]);
  });
});
