import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { AppendTooLargeError, MAX_APPEND_BYTES, type EventStore } from '../../src/event-store/index.js';
import type { UnsavedEvent } from '../../src/events/index.js';
import { anEvent, collect, idsOf, idsOfStream, someEvents } from './events.js';
import type { CurrentStore } from './store-under-test.js';

const ODD_STRINGS = {
  empty: '',
  nul: 'a\u0000b',
  controls: '\u0001\u001b[31m\u007f\u0085',
  fourByteCharacters: '😀 𠜎 \u{10ffff}',
  loneHighSurrogate: 'a\ud800b',
  loneLowSurrogate: '\udc00',
  lineSeparators: 'a\u2028b\u2029c\r\n',
  byteOrderMark: '\ufeffa',
  quotes: `'"\`\\ -- ; DROP TABLE events`,
  notNormalised: 'e\u0301 \u00e9',
  rightToLeft: '\u202eabc',
  binary: Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)).toString('latin1'),
};

export function values(current: CurrentStore): void {
  it.each(Object.entries(ODD_STRINGS))('gives back a string as it was: %s', async (_, text) => {
    const { store } = current();
    const event = anEvent({ data: { text, [text]: 'as a key' }, metadata: { text } });
    await store.append('mail-1', 'no-stream', [event]);
    await current().reopen();

    const [stored] = await collect(current().store.readStream('mail-1'));

    expect(stored).toMatchObject({ data: event.data, metadata: event.metadata });
  });

  it('gives back numbers, nesting and key order as they were', async () => {
    const { store } = current();
    const data = {
      z: 1,
      a: [null, true, false, 0, -1.5, 1e300, Number.MAX_SAFE_INTEGER],
      deep: Array.from({ length: 200 }).reduce<{ inner?: object }>((inner) => ({ inner }), {}) as UnsavedEvent['data'],
    };
    await store.append('mail-1', 'no-stream', [anEvent({ data })]);

    const [stored] = await collect(store.readStream('mail-1'));

    expect(stored?.data).toEqual(data);
    expect(JSON.stringify(stored?.data)).toBe(JSON.stringify(data));
  });

  it('gives back stream names and types with any printable character', async () => {
    const { store } = current();
    const stream = `sends-ä😀 %_*?[]'"`;
    await store.append(stream, 'no-stream', [anEvent({ type: 'Getan%😀' })]);

    const [stored] = await collect(store.readStream(stream));

    expect(stored).toMatchObject({ stream, type: 'Getan%😀', revision: 0 });
    expect(await collect(store.readStream(`sends-ä😀 %_*?[]'`))).toEqual([]);
  });

  it('tells when it stored an event, in ISO 8601', async () => {
    const { store } = current();
    await store.append('mail-1', 'no-stream', [anEvent()]);
    const [stored] = await collect(store.readStream('mail-1'));
    expect(new Date(stored?.storedAt ?? '').toISOString()).toBe(stored?.storedAt);
  });

  it('takes an append that is almost too large, and gives it back whole', async () => {
    const { store } = current();
    const data = { bytes: randomBytes(300_000).toString('base64'), text: 'é'.repeat(200_000) };
    await store.append('evidence-1', 'no-stream', [anEvent({ data })]);

    const [stored] = await collect(store.readStream('evidence-1'));

    expect(stored?.data).toEqual(data);
  });

  it.each([
    ['one event', [anEvent({ data: { text: 'x'.repeat(MAX_APPEND_BYTES) } })]],
    [
      'one event, counted in bytes and not in characters',
      [anEvent({ data: { text: 'é'.repeat(MAX_APPEND_BYTES / 2) } })],
    ],
    ['a large metadata', [anEvent({ metadata: { text: 'x'.repeat(MAX_APPEND_BYTES) } })]],
    ['several events together', someEvents(10, { data: { text: 'x'.repeat(MAX_APPEND_BYTES / 10) } })],
    ['very many small events', someEvents(10_000)],
  ])('refuses what is too large and writes nothing of it: %s', async (_, events) => {
    const { store } = current();
    const refused = store.append('evidence-1', 'any', events);

    await expect(refused).rejects.toBeInstanceOf(AppendTooLargeError);
    await expect(refused).rejects.toMatchObject({ stream: 'evidence-1', code: 'append-too-large' });
    expect(await store.head()).toBeNull();
  });

  it.each(invalidAppends())('refuses %s and goes on', async (_, attempt) => {
    const { store } = current();
    const alongside = anEvent();

    const [refused] = await Promise.allSettled([attempt(store), store.append('mail-1', 'no-stream', [alongside])]);

    expect(refused).toMatchObject({ status: 'rejected', reason: expect.any(TypeError) as unknown });
    expect(idsOf(await collect(store.readAll()))).toEqual([alongside.id]);
  });

  it('keeps ten thousand streams apart', async () => {
    const { store } = current();
    const events = someEvents(10_000);
    await Promise.all(events.map((event, index) => store.append(`mail-${index}`, 'no-stream', [event])));

    for (const index of [0, 1, 999, 9_999]) {
      expect(await idsOfStream(store, `mail-${index}`)).toEqual([events[index]?.id]);
    }
    expect(await collect(store.readAll())).toHaveLength(10_000);
  });
}

function invalidAppends(): [string, (store: EventStore) => Promise<unknown>][] {
  const broken = (fields: Record<string, unknown>) => (store: EventStore) =>
    store.append('mail-2', 'any', [anEvent(), { ...anEvent(), ...fields }]);
  const named = (name: string) => (store: EventStore) => store.append(name, 'any', [anEvent()]);
  const circular: Record<string, unknown> = {};
  circular['itself'] = circular;
  return [
    ['an id that is no UUID', broken({ id: 'mail-2-0' })],
    ['data that JSON cannot hold', broken({ data: { count: 1n } })],
    ['data that holds itself', broken({ data: circular })],
    ['data that is no object', broken({ data: ['a'] })],
    ['no data', broken({ data: undefined })],
    ['metadata that is no object', broken({ metadata: 'text' })],
    ['an empty type', broken({ type: '' })],
    ['a type with a NUL', broken({ type: 'Happened\u0000' })],
    ['a type of the store itself', broken({ type: '$metadata' })],
    ['an empty stream name', named('')],
    ['a stream name of the store itself', named('$all')],
    ['a stream name with a line break', named('mail-\n')],
    ['a stream name with half a character', named('mail-\ud83d')],
    ['a stream name without end', named('m'.repeat(5_000))],
    ['a negative revision', (store) => store.append('mail-2', -1, [anEvent()])],
    ['half a revision', (store) => store.append('mail-2', 0.5, [anEvent()])],
  ];
}
