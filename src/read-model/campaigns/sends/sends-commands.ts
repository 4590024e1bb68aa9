import {
  type CommandOrigin,
  type GlobalPosition,
  type LedgerEventOf,
  newEvent,
  type RegisteredSend,
  streams,
  typedEvent,
} from '../../../events/index.js';
import { isDeepStrictEqual } from 'node:util';
import { MAX_APPEND_BYTES, WrongExpectedRevisionError } from '../../../event-store/index.js';
import { type Ledger } from '../../../ledger/index.js';
import type { Recorded } from '../campaign-commands.js';
import { BatchConflictError, NothingToRecordError } from '../campaign-errors.js';

type Sends = Iterable<RegisteredSend> | AsyncIterable<RegisteredSend>;
type Part = LedgerEventOf<'SendsRecorded'>['data'];

/** Bytes of sends that one part holds: what remains is for the event around them. */
const DEFAULT_PART_BYTES = MAX_APPEND_BYTES - 20_000;

export interface Batch {
  readonly batchId: string;
  readonly campaignId: string | null;
}

export interface BatchRecorded extends Recorded {
  /** Sends of the batch. */
  readonly accepted: number;
}

/** Registers batches of sends. */
export class SendsCommands {
  constructor(
    private readonly ledger: Ledger,
    private readonly partBytes = DEFAULT_PART_BYTES,
  ) {}

  /**
   * Records a batch part by part as it is read, so that memory holds one part and a batch may have any size. The batch
   * counts once its last part is in. What broke off is given again whole: the same sends fall into the same parts,
   * those that are there are skipped, and it continues after them; a complete batch is `alreadyKnown`.
   * @throws BatchConflictError if the id stands for other sends, NothingToRecordError
   */
  async record(batch: Batch, sends: Sends, origin: CommandOrigin): Promise<BatchRecorded> {
    let accepted = 0;
    let alreadyKnown = true;
    let position: GlobalPosition | null = null;
    for await (const part of partsOf(batch, sends, this.partBytes)) {
      const written = await this.#write(part, origin);
      accepted += part.sends.length;
      alreadyKnown &&= written.alreadyKnown;
      position = written.position;
    }
    if (position === null) throw new NothingToRecordError(batch.batchId);
    return { accepted, alreadyKnown, position };
  }

  async #write(part: Part, origin: CommandOrigin): Promise<Recorded> {
    const stream = streams.sends(part.batchId);
    const event = newEvent('SendsRecorded', part, { ...this.ledger, ...origin });
    try {
      const { position } = await this.ledger.store.append(stream, part.part === 0 ? 'no-stream' : part.part - 1, [
        event,
      ]);
      return { alreadyKnown: false, position };
    } catch (error) {
      if (!(error instanceof WrongExpectedRevisionError)) throw error;
    }
    for await (const known of this.ledger.store.readStream(stream, { from: part.part, limit: 1 })) {
      const { data, position } = typedEvent(known);
      if (isDeepStrictEqual(data, part)) return { alreadyKnown: true, position };
    }
    throw new BatchConflictError(part.batchId);
  }
}

/** The batch in parts of so many bytes: the same sends always fall into the same parts. */
async function* partsOf(batch: Batch, sends: Sends, partBytes: number): AsyncGenerator<Part> {
  let part = 0;
  let held: RegisteredSend[] = [];
  let bytes = 0;
  for await (const send of sends) {
    const size = Buffer.byteLength(JSON.stringify(send)) + 1;
    if (held.length > 0 && bytes + size > partBytes) {
      yield { ...batch, part, last: false, sends: held };
      part += 1;
      held = [];
      bytes = 0;
    }
    held.push(send);
    bytes += size;
  }
  if (held.length > 0) yield { ...batch, part, last: true, sends: held };
}
