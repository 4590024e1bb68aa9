import {
  DamagedEventFileError,
  StreamDeletedError,
  WrongExpectedRevisionError,
  type EventStore,
  type ExpectedRevision,
} from '../../event-store/index.js';
import { eventOfType, type UnsavedEvent, type RawDigest, type RecordedEvent, streams } from '../../events/index.js';
import { chunkCount, decodeChunk, encodeChunk, EvidenceDamagedError, type EvidenceChunk } from './chunks.js';

export interface EvidenceOptions {
  readonly store: EventStore;
  /** Makes the event of a chunk: ids and time are the caller's. */
  readonly toEvent: (chunk: EvidenceChunk) => UnsavedEvent;
  /** Seconds that evidence is kept; null: for ever. */
  readonly maxAgeSeconds: number | null;
}

/** The exact bytes of every mail, in the event store, one stream for each digest. */
export class Evidence {
  constructor(private readonly options: EvidenceOptions) {}

  /**
   * Stores the bytes in chunks, the n-th at revision n. Resumes where an earlier attempt stopped; bytes that are
   * already there are left alone, and so is evidence that was erased. Evidence that has expired is stored again behind
   * it: a mail whose events are not written yet must not go without. When it resolves every chunk is durable.
   */
  async store(bytes: Buffer, firstChunk: EvidenceChunk): Promise<void> {
    const { store, maxAgeSeconds } = this.options;
    const stream = streams.evidence(firstChunk.rawDigest);
    try {
      if (maxAgeSeconds !== null) await store.setMaxAge(stream, maxAgeSeconds);
      await this.#storeChunks(stream, bytes, firstChunk);
    } catch (error) {
      if (!(error instanceof StreamDeletedError)) throw error;
    }
  }

  async #storeChunks(stream: string, bytes: Buffer, firstChunk: EvidenceChunk): Promise<void> {
    const { store, toEvent } = this.options;
    const { rawDigest } = firstChunk;
    let expected: ExpectedRevision = 'no-stream';
    for (let chunk = 0; chunk < chunkCount(bytes.length);) {
      const event = toEvent(chunk === 0 ? firstChunk : await encodeChunk(rawDigest, bytes, chunk));
      try {
        expected = (await store.append(stream, expected, [event])).revision;
        chunk++;
      } catch (error) {
        if (!(error instanceof WrongExpectedRevisionError)) throw error;
        const last = await this.#last(stream);
        expected = last?.revision ?? error.actualRevision ?? 'no-stream';
        chunk = last === undefined ? 0 : eventOfType(last, 'EvidenceStored').data.chunk + 1;
      }
    }
  }

  /**
   * The bytes as they were retrieved; null where they were never stored whole, have expired or were erased.
   * @throws EvidenceDamagedError
   */
  async read(rawDigest: RawDigest): Promise<Buffer | null> {
    const pieces: Buffer[] = [];
    let chunks = -1;
    try {
      for await (const event of this.options.store.readStream(streams.evidence(rawDigest))) {
        const chunk = eventOfType(event, 'EvidenceStored').data;
        chunks = chunk.chunks;
        pieces.push(await decodeChunk(chunk));
      }
    } catch (cause) {
      if (!(cause instanceof DamagedEventFileError)) throw cause;
      throw new EvidenceDamagedError(rawDigest, pieces.length, { cause });
    }
    return pieces.length === chunks ? Buffer.concat(pieces) : null;
  }

  /** The last chunk that stands there: where evidence expired and was stored again, revisions went on counting. */
  async #last(stream: string): Promise<RecordedEvent | undefined> {
    for await (const event of this.options.store.readStream(stream, { direction: 'backwards', limit: 1 })) return event;
    return undefined;
  }
}
