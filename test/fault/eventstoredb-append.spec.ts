import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  EventStoreUnavailableError,
  openEventStoreDb,
  StreamDeletedError,
  WrongExpectedRevisionError,
  type EventStore,
} from '../../src/event-store/index.js';
import { anEvent, collect, idsOf, idsOfStream, someEvents } from '../contract/events.js';
import { EventStoreDbStandIn } from '../support/eventstoredb-stand-in/index.js';

describe('appending to an EventStoreDB that fails', () => {
  let server: EventStoreDbStandIn;
  let store: EventStore;

  beforeEach(async () => {
    server = await EventStoreDbStandIn.start();
    store = await openEventStoreDb({ url: server.url, answerTimeoutMs: 300, retryDelaysMs: [10, 50, 200, 1_000] });
  });
  afterEach(async () => {
    await store.close();
    server.kill();
  });

  it.each(['breakAfterWriting', 'neverAnswer'] as const)(
    'stores once what was written before the answer was lost: %s',
    async (fault) => {
      server.faults[fault] = 2;
      const events = someEvents(3);

      const result = await store.append('mail-1', 'no-stream', events);

      expect(result.revision).toBe(2);
      expect(server.faults[fault]).toBe(0);
      expect(await idsOfStream(store, 'mail-1')).toEqual(idsOf(events));
    },
  );

  it('sends an append once that is tried again while it is under way, here or by another client', async () => {
    let arrived = 0;
    server.faults.onAppend = () => {
      arrived += 1;
    };
    const events = someEvents(2);
    const here = await Promise.all([1, 2, 3].map(() => store.append('mail-1', 'no-stream', events)));
    expect(arrived).toBe(1);

    const patient = await Promise.all([1, 2].map(() => openEventStoreDb({ url: server.url })));
    const others = someEvents(2);
    const elsewhere = await Promise.all(patient.map((client) => client.append('mail-2', 'no-stream', others)));
    await Promise.all(patient.map((client) => client.close()));

    expect(new Set(here.map(({ position }) => position)).size).toBe(1);
    expect(new Set(elsewhere.map(({ position }) => position)).size).toBe(1);
    expect(await idsOfStream(store, 'mail-1')).toEqual(idsOf(events));
    expect(await idsOfStream(store, 'mail-2')).toEqual(idsOf(others));
  });

  it('keeps 256 appends under way, and the others in turn', async () => {
    const patient = await openEventStoreDb({ url: server.url });
    let arrived = 0;
    server.faults.onAppend = () => {
      arrived += 1;
    };
    server.faults.answerDelayMs = 2_000;

    const appends = Promise.all(
      Array.from({ length: 300 }, (_, index) => patient.append(`mail-${index}`, 'no-stream', [anEvent()])),
    );
    await expect.poll(() => arrived, { interval: 20, timeout: 1_900 }).toBe(256);

    await appends;
    expect(server.log.all).toHaveLength(300);
    await patient.close();
  });

  it('keeps 32 MiB of appends under way', async () => {
    const patient = await openEventStoreDb({ url: server.url });
    let arrived = 0;
    server.faults.onAppend = () => {
      arrived += 1;
    };
    server.faults.answerDelayMs = 4_000;
    const large = () => anEvent({ data: { text: 'x'.repeat(800_000) } });

    const appends = Promise.all(
      Array.from({ length: 50 }, (_, index) => patient.append(`mail-${index}`, 'no-stream', [large()])),
    );
    await expect.poll(() => arrived, { interval: 20, timeout: 3_900 }).toBe(41);

    await appends;
    expect(server.log.all).toHaveLength(50);
    await patient.close();
  });

  it('sets the age of a new stream by one append, without a read', async () => {
    let reads = 0;
    server.faults.onRead = () => {
      reads += 1;
    };

    await store.setMaxAge('evidence-1', 60);

    expect(reads).toBe(0);
    expect(metadataOf(server, 'evidence-1')).toEqual([{ $maxAge: 60 }]);
  });

  it('sets an age beside what stands in the metadata already, and only where it is another', async () => {
    server.log.append('$$evidence-1', 'no-stream', [
      {
        id: randomUUID(),
        type: '$metadata',
        contentType: 'application/json',
        data: Buffer.from(JSON.stringify({ $acl: { $r: ['ops'] } })),
        metadata: Buffer.alloc(0),
      },
    ]);

    await Promise.all([store.setMaxAge('evidence-1', 60), store.setMaxAge('evidence-1', 60)]);
    await store.setMaxAge('evidence-1', 60);
    await store.setMaxAge('evidence-1', null);

    expect(metadataOf(server, 'evidence-1')).toEqual([
      { $acl: { $r: ['ops'] } },
      { $acl: { $r: ['ops'] }, $maxAge: 60 },
      { $acl: { $r: ['ops'] } },
    ]);
  });

  it('tells a stream deleted before its age is set by the stream’s name', async () => {
    await store.tombstone('evidence-1');
    await expect(store.setMaxAge('evidence-1', 60)).rejects.toMatchObject({
      code: 'stream-deleted',
      message: expect.not.stringContaining('$$') as string,
    });
  });

  it.each(['breakAfterWriting', 'neverAnswer'] as const)(
    'sets an age once though the answer was lost: %s',
    async (fault) => {
      server.faults[fault] = 1;
      await store.setMaxAge('evidence-1', 60);
      expect(metadataOf(server, 'evidence-1')).toEqual([{ $maxAge: 60 }]);
    },
  );

  it('keeps the order and the number of many appends when their call breaks again and again', async () => {
    server.faults.breakAfterWriting = 3;
    const appends = Array.from({ length: 200 }, (_, index) => ({ stream: `mail-${index}`, events: someEvents(2) }));

    await Promise.all(appends.map(({ stream, events }) => store.append(stream, 'no-stream', events)));

    for (const { stream, events } of appends) expect(await idsOfStream(store, stream)).toEqual(idsOf(events));
    expect(server.log.all).toHaveLength(400);
  });

  it('still tells a wrong revision and a deleted stream from an unknown outcome', async () => {
    await store.append('mail-1', 'no-stream', [anEvent()]);
    await store.tombstone('mail-2');
    server.faults.breakAfterWriting = 2;

    const wrong = store.append('mail-1', 'no-stream', [anEvent()]);
    const deleted = store.append('mail-2', 'any', [anEvent()]);

    await expect(wrong).rejects.toBeInstanceOf(WrongExpectedRevisionError);
    await expect(deleted).rejects.toBeInstanceOf(StreamDeletedError);
  });

  it('does not take an acknowledgement without a position for one', async () => {
    server.faults.hidePosition = 1;
    const event = anEvent();

    const { position } = await store.append('mail-1', 'no-stream', [event]);

    expect(position).toBe(await store.head());
    expect(await idsOfStream(store, 'mail-1')).toEqual([event.id]);
  });

  it('gives up on a server that stays away, and takes the same append when it is back', async () => {
    const impatient = await openEventStoreDb({ url: server.url, retryDelaysMs: [1] });
    const event = anEvent();
    server.faults.refusal = 'not-ready';
    await expect(impatient.append('mail-1', 'no-stream', [event])).rejects.toBeInstanceOf(EventStoreUnavailableError);
    server.faults.refusal = null;

    await impatient.append('mail-1', 'no-stream', [event]);

    expect(await idsOfStream(impatient, 'mail-1')).toEqual([event.id]);
    await impatient.close();
  });

  it('loses nothing and repeats nothing when the server is killed and comes back while writers write', async () => {
    let arrived = 0;
    server.faults.onAppend = () => {
      arrived += 1;
    };
    const batches = Array.from({ length: 300 }, () => someEvents(2));
    const writing = Promise.all(batches.map((events, index) => store.append(`mail-${index}`, 'no-stream', events)));
    await expect.poll(() => arrived, { interval: 1 }).toBeGreaterThan(50);
    server.kill();
    await server.listen();

    await writing;

    expect(idsOf(await collect(store.readAll())).sort()).toEqual(batches.flatMap(idsOf).sort());
  });

  it('leaves one store alone when another in the same process breaks', async () => {
    const otherServer = await EventStoreDbStandIn.start();
    const other = await openEventStoreDb({ url: otherServer.url, retryDelaysMs: [] });
    server.faults.neverAnswer = 1;
    const slow = store.append('mail-1', 'no-stream', [anEvent()]);
    otherServer.faults.breakAfterWriting = 1;

    await expect(other.append('mail-1', 'no-stream', [anEvent()])).rejects.toBeInstanceOf(EventStoreUnavailableError);

    expect((await slow).revision).toBe(0);
    await other.close();
    otherServer.kill();
  });
});

function metadataOf(server: EventStoreDbStandIn, stream: string): unknown[] {
  const written = server.log.all.filter((event) => event.stream === `$$${stream}`);
  return written.map(({ data }) => JSON.parse(Buffer.from(data).toString()) as unknown);
}
