import { EventEmitter } from 'node:events';
import type { Journal } from './journal.js';
import { placeAppend, type ExpectedVersion, type Placement } from './place-append.js';

/** An event as it came over the wire. The server parses only the data of metadata streams. */
export interface ProposedEvent {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

export interface StoredEvent extends ProposedEvent {
  readonly stream: string;
  readonly revision: number;
  /** Both the commit and the prepare position. */
  readonly position: bigint;
  readonly storedAtMs: number;
}

interface Stream {
  readonly events: StoredEvent[];
  tombstoned: boolean;
}

export type AppendOutcome =
  | { readonly kind: 'appended'; readonly revision: number; readonly position: bigint }
  | { readonly kind: 'wrong-version'; readonly current: number | null }
  | { readonly kind: 'deleted' }
  | { readonly kind: 'too-large' };

/** The size limit of one append, counted over the whole call, as the server counts it. */
export const MAX_APPEND_BYTES = 1_048_576;

/** Represents the highest revision on the wire, which no JavaScript number holds exactly. */
export const TOMBSTONE_REVISION = -1;

/** In a real log, events are some hundred bytes apart, so its positions are not small numbers either. */
const RECORD_BYTES = 217n;

/**
 * The events of a node, in memory. It survives a restart of the server in front of it and, with a journal, of the
 * process.
 */
export class Log {
  readonly all: StoredEvent[] = [];
  /** Emits `appended` after each append. */
  readonly changes = new EventEmitter().setMaxListeners(0);
  /** Stream and first event id of what is written and not answered yet. */
  readonly underWay = new Set<string>();
  readonly #streams = new Map<string, Stream>();
  readonly #journal: Journal | undefined;
  #end = 0n;

  constructor(journal?: Journal) {
    for (const { stream, storedAtMs, events } of journal?.entries ?? []) {
      if (events === null) this.#tombstone(stream, storedAtMs);
      else this.#write(stream, events, storedAtMs);
    }
    this.#journal = journal;
  }

  append(name: string, expected: ExpectedVersion, proposed: readonly ProposedEvent[]): AppendOutcome {
    if (proposed.reduce((sum, event) => sum + event.data.length + event.metadata.length, 0) > MAX_APPEND_BYTES) {
      return { kind: 'too-large' };
    }
    const stream = this.#streams.get(name);
    if (this.#isTombstoned(name)) return { kind: 'deleted' };
    const placement = placeAppend(stream?.events ?? [], expected, proposed);
    if (placement.kind !== 'at-end') return outcomeOf(placement, stream?.events ?? []);
    const storedAtMs = Date.now();
    this.#journal?.write({ stream: name, storedAtMs, events: proposed });
    return this.#write(name, proposed, storedAtMs);
  }

  tombstone(name: string): { readonly kind: 'deleted' } | { readonly kind: 'tombstoned'; readonly position: bigint } {
    if (this.#isTombstoned(name)) return { kind: 'deleted' };
    const storedAtMs = Date.now();
    this.#journal?.write({ stream: name, storedAtMs, events: null });
    return { kind: 'tombstoned', position: this.#tombstone(name, storedAtMs) };
  }

  /** What a read of the stream shows; `deleted` for a tombstoned stream, null if it never existed. */
  streamEvents(name: string): readonly StoredEvent[] | 'deleted' | null {
    if (this.#isTombstoned(name)) return 'deleted';
    const stream = this.#streams.get(name);
    const maxAgeSeconds = this.#maxAgeOf(name);
    return stream?.events.filter((event) => !hasExpired(event, maxAgeSeconds)) ?? null;
  }

  #tombstone(name: string, storedAtMs: number): bigint {
    this.#stream(name).tombstoned = true;
    const marker = { id: crypto.randomUUID(), type: '$streamDeleted', contentType: 'application/json' };
    const event = { ...marker, data: Buffer.from('{}'), metadata: Buffer.alloc(0) };
    const position = this.#store(name, TOMBSTONE_REVISION, event, storedAtMs);
    this.changes.emit('appended');
    return position;
  }

  #write(name: string, proposed: readonly ProposedEvent[], storedAtMs: number): AppendOutcome {
    const { events } = this.#stream(name);
    let position = 0n;
    for (const event of proposed) position = this.#store(name, events.length, event, storedAtMs);
    this.changes.emit('appended');
    return { kind: 'appended', revision: events.length - 1, position };
  }

  #store(name: string, revision: number, event: ProposedEvent, storedAtMs: number): bigint {
    const position = this.#end;
    const stored: StoredEvent = { ...event, stream: name, revision, position, storedAtMs };
    this.#end += RECORD_BYTES + BigInt(event.data.length + event.metadata.length);
    this.all.push(stored);
    if (revision !== TOMBSTONE_REVISION) this.#stream(name).events.push(stored);
    return position;
  }

  #stream(name: string): Stream {
    let stream = this.#streams.get(name);
    if (stream === undefined) {
      stream = { events: [], tombstoned: false };
      this.#streams.set(name, stream);
    }
    return stream;
  }

  /** A metadata stream is deleted with its stream. */
  #isTombstoned(name: string): boolean {
    return this.#streams.get(name.startsWith('$$') ? name.slice(2) : name)?.tombstoned === true;
  }

  #maxAgeOf(name: string): number | null {
    const last = this.#streams.get(`$$${name}`)?.events.at(-1);
    if (last === undefined) return null;
    const metadata = JSON.parse(Buffer.from(last.data).toString()) as { readonly $maxAge?: number };
    return metadata.$maxAge ?? null;
  }
}

function hasExpired(event: StoredEvent, maxAgeSeconds: number | null): boolean {
  return maxAgeSeconds !== null && event.storedAtMs <= Date.now() - maxAgeSeconds * 1000;
}

function outcomeOf(placement: Exclude<Placement, { kind: 'at-end' }>, events: readonly StoredEvent[]): AppendOutcome {
  switch (placement.kind) {
    case 'already-at': {
      const event = events[placement.lastRevision];
      if (event === undefined) throw new Error('an event that was found is gone');
      return { kind: 'appended', revision: event.revision, position: event.position };
    }
    case 'wrong-version':
      return placement;
  }
}
