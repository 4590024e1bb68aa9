import { describe, expect, it } from 'vitest';
import type { EventStore } from '../../../src/event-store/index.js';
import { newEvent, streams } from '../../../src/events/index.js';
import { Reclassifications } from '../../../src/history/reclassification/index.js';
import { HARD, mailThatTells } from '../../read-model/read-model-kit.js';
import { eventsOf } from '../../support/temporary-ledger.js';
import { storeWith } from './store-with.js';
import { ORIGIN, reclassifying, type Reclassifying } from './reclassification-kit.js';

const PARTNER = { status: '5.7.1', diagnostic: '550 5.7.1 rejected by policy: nobody here' };
const NOBODY_HERE = `format: 1
rules:
  - { id: nobody-here, when: { text: nobody here }, reason: user-unknown }
`;
const ignore = () => undefined;
const NAMES = Array.from({ length: 9 }, (_, number) => `bounce${number}`);
const addressOf = (name: string) => `${name}@example.com`;

async function refusedByPolicy(wrap?: (store: EventStore) => EventStore): Promise<Reclassifying> {
  const parts = await reclassifying(wrap);
  for (const name of NAMES) await parts.bounce(name, { ...PARTNER, recipient: addressOf(name) });
  await parts.followed();
  return parts;
}

/** A store that takes what a run found only after something else has happened. */
function holdingProgress(until: Promise<unknown>): (store: EventStore) => EventStore {
  return (store) =>
    storeWith(store, {
      append: async (stream, revision, events) => {
        if (events.at(-1)?.type === 'ReclassificationProgressed') await until;
        return store.append(stream, revision, events);
      },
    });
}

const statusesIn = ({ readModel }: Reclassifying) =>
  NAMES.map((name) => readModel.recipients.find(addressOf(name), new Date()).status);

describe('a reclassification', () => {
  it('classifies all of history by the ruleset that was looked at, and keeps what was thought before', async () => {
    const parts = await refusedByPolicy();
    const { readModel, ledger, reclassify, rulesets } = parts;

    const ended = await reclassify(NOBODY_HERE);

    expect(ended).toMatchObject({
      state: 'completed',
      from: 1,
      to: 2,
      scanned: 9,
      changed: 9,
      bounces: 9,
      actor: 'kim',
    });
    expect(new Set(statusesIn(parts))).toEqual(new Set(['quarantined']));
    const [bounce] = readModel.bounces.list({}, { limit: 1 }).items;
    expect(bounce).toMatchObject({
      verdict: { type: 'hard', reason: 'user-unknown', rule: 'nobody-here', matched: 'nobody here', rulesetVersion: 2 },
      effect: { from: 'valid', to: 'quarantined' },
      history: [{ rulesetVersion: 1, type: 'soft', reason: 'policy-rejected' }],
    });
    expect((await rulesets.list()).rulesets[0]).toMatchObject({ version: 2, reclassification: ended.id });
    const events = await eventsOf(ledger.store, streams.reclassification(ended.id));
    const types = events.map(({ type }) => type);
    expect([types[0], types.at(-1)]).toEqual(['ReclassificationStarted', 'ReclassificationCompleted']);
    expect(types.filter((type) => type === 'BounceReclassified')).toHaveLength(9);
  });

  it('tells other services of each verdict and of each status that changed, with the cause', async () => {
    const { readModel, reclassify } = await refusedByPolicy();
    await reclassify(NOBODY_HERE);
    const { items } = readModel.feed.page({}, undefined, 100);
    const told = items.map(({ type, data }) => [type.split('.').slice(1, -1).join('.'), data['cause']]);
    expect(told.slice(0, 9)).toEqual(NAMES.map(() => ['bounce.received', undefined]));
    expect(told.slice(9, 18)).toEqual(NAMES.map(() => ['bounce.reclassified', undefined]));
    expect(told.slice(18)).toEqual(NAMES.map(() => ['recipient.status-changed', 'reclassification']));
  });

  it('changes nothing before it is complete, and then everything at once', async () => {
    const parts = await refusedByPolicy();
    const { readModel, reclassify, ledger } = parts;
    const seen = new Set<string>();
    readModel.onChange(() => seen.add(statusesIn(parts).join()));
    await reclassify(NOBODY_HERE);
    expect([...seen]).toEqual([NAMES.map(() => 'valid').join(), NAMES.map(() => 'quarantined').join()]);
    expect((await eventsOf(ledger.store)).length).toBeGreaterThan(20);
  });

  it('is the same when its digest is confirmed again', async () => {
    const { ledger, reclassifications } = await refusedByPolicy();
    const { confirm } = await reclassifications.preview({ document: NOBODY_HERE }, ignore);
    const [one, other] = await Promise.all([
      reclassifications.begin({ confirm }, ORIGIN),
      reclassifications.begin({ confirm }, ORIGIN),
    ]);
    expect(other.id).toBe(one.id);
    await reclassifications.ended(one.id);
    const events = await eventsOf(ledger.store);
    expect(await reclassifications.begin({ confirm }, ORIGIN)).toMatchObject({ id: one.id, state: 'completed' });
    expect(await eventsOf(ledger.store)).toEqual(events);
  });

  it.each([
    ['the log has changed since', async ({ bounce }: Reclassifying) => bounce('late', PARTNER), {}],
    ['the ruleset is another', () => Promise.resolve(), { document: NOBODY_HERE.replace('nobody', 'somebody') }],
    ['the digest is of no preview', () => Promise.resolve(), { confirm: `sha256:${'0'.repeat(64)}` }],
  ])('is refused, and nothing is changed, when %s', async (_, meanwhile, request) => {
    const parts = await refusedByPolicy();
    const { confirm } = await parts.reclassifications.preview({ document: NOBODY_HERE }, ignore);
    await meanwhile(parts);
    const before = await eventsOf(parts.ledger.store);
    await expect(parts.reclassifications.begin({ confirm, ...request }, ORIGIN)).rejects.toMatchObject({
      code: 'preview-outdated',
    });
    expect(await eventsOf(parts.ledger.store)).toEqual(before);
  });

  it('applies a policy to history as it does rules, and back', async () => {
    const parts = await reclassifying();
    const full = { status: '4.2.2', diagnostic: '452 4.2.2 mailbox full' };
    for (const name of NAMES) await parts.bounce(name, { ...full, recipient: addressOf(name) });
    await parts.followed();
    expect(new Set(statusesIn(parts))).toEqual(new Set(['with-errors']));
    await parts.reclassify('format: 1\npolicy: { softErrorThreshold: 1 }\n');
    expect(new Set(statusesIn(parts))).toEqual(new Set(['quarantined']));
    await parts.reclassify('format: 1\n');
    expect(new Set(statusesIn(parts))).toEqual(new Set(['with-errors']));
  });

  it('leaves what was published without it for new mail alone', async () => {
    const parts = await refusedByPolicy();
    await parts.rulesets.publish({ document: NOBODY_HERE }, ORIGIN);
    await parts.bounce('new', { ...PARTNER, recipient: 'new@example.com' });
    await parts.followed();
    expect(new Set(statusesIn(parts))).toEqual(new Set(['valid']));
    expect(parts.readModel.recipients.find('new@example.com', new Date()).status).toBe('quarantined');
  });
});

describe('a reclassification that is cancelled', () => {
  it('changes nothing, takes its ruleset back, and cannot be taken up again', async () => {
    const cancelled = Promise.withResolvers<undefined>();
    const parts = await refusedByPolicy(holdingProgress(cancelled.promise));
    const { reclassifications, rulesets, readModel } = parts;
    const before = readModel.bounces.list({}, { limit: 100 }).items;
    const { confirm } = await reclassifications.preview({ document: NOBODY_HERE }, ignore);
    const { id } = await reclassifications.begin({ confirm }, ORIGIN);

    expect(await reclassifications.cancel(id, ORIGIN)).toMatchObject({ state: 'cancelled' });
    cancelled.resolve(undefined);
    await reclassifications.ended(id);
    await parts.followed();

    expect(readModel.bounces.list({}, { limit: 100 }).items).toEqual(before);
    expect(new Set(statusesIn(parts))).toEqual(new Set(['valid']));
    expect(await rulesets.diff(1, (await rulesets.find()).version)).toMatchObject({ added: [], removed: [] });
    expect(await reclassifications.begin({ confirm }, ORIGIN)).toMatchObject({ state: 'cancelled' });
    await expect(reclassifications.cancel(id, ORIGIN)).rejects.toMatchObject({ code: 'reclassification-ended' });
    await expect(reclassifications.cancel('none', ORIGIN)).rejects.toMatchObject({ code: 'unknown-reclassification' });
  });
});

describe('two runners of one reclassification', () => {
  it('record each bounce once between them', async () => {
    const { ledger, readModel, rulesets, reclassifications, followed } = await refusedByPolicy();
    const failures: unknown[] = [];
    const other = new Reclassifications({
      ...{ ledger, rulesets, model: readModel, portions: { turn: 2, append: 1, checkpoint: 3 } },
      onFailure: (error) => failures.push(error),
    });
    const { confirm } = await reclassifications.preview({ document: NOBODY_HERE }, ignore);
    const { id } = await reclassifications.begin({ confirm }, ORIGIN);
    await other.begin({ confirm }, ORIGIN);
    await Promise.all([reclassifications.ended(id), other.ended(id)]);
    await expect.poll(async () => (await reclassifications.find(id)).state, { timeout: 10_000 }).toBe('completed');
    await other.close();
    await followed();
    const events = await eventsOf(ledger.store, streams.reclassification(id));
    const classified = events.filter(({ type }) => type === 'BounceReclassified').map(({ data }) => data['bounceId']);
    expect(classified).toHaveLength(9);
    expect(new Set(classified).size).toBe(9);
    expect(failures).toEqual([]);
  });
});

describe('a straggler', () => {
  it('that somebody classified by the former ruleset is reclassified by that of the completed run', async () => {
    const { ledger, readModel, reclassifications, reclassify, followed } = await refusedByPolicy();
    const { id } = await reclassify(NOBODY_HERE);
    reclassifications.work();

    const verdict = { ...HARD, type: 'soft', reason: 'policy-rejected', fault: 'sender' } as const;
    const told = mailThatTells('late', 'bounce', { ...PARTNER, recipient: 'late@example.com', verdict });
    const [stream, ...events] = told;
    await ledger.store.append(
      stream,
      'no-stream',
      events.map(({ type, data }) => newEvent(type, data, ledger)),
    );
    await followed();
    await expect
      .poll(() => readModel.recipients.find('late@example.com', new Date()).status, { timeout: 10_000 })
      .toBe('quarantined');
    const last = (await eventsOf(ledger.store, streams.reclassification(id))).at(-1);
    expect(last).toMatchObject({ type: 'BounceReclassified', data: { to: { rulesetVersion: 2 } } });
  });
});
