import { StreamDeletedError, WrongExpectedRevisionError } from '../../event-store/index.js';
import {
  type EventContext,
  eventOfType,
  type GlobalPosition,
  type MailId,
  newEvent,
  parseEvent,
  streams,
} from '../../events/index.js';
import { EvidenceDamagedError, type Evidence } from '../../ledger/evidence/index.js';
import { appendFirstFitting, OwnedBytes, type FormToAppend, type Ledger, type MailReader } from '../../ledger/index.js';
import { Differences, type Difference } from './differences.js';
import { readMailOnRecord, type MailOnRecord } from './mail-on-record.js';
import { newSets, type NewSet } from './new-set.js';
import type { ReinterpretationReport } from './reinterpretation-views.js';

/** Mails that are read at a time, and bytes of them that are held at most; at least one mail. */
const MAILS_AT_A_TIME = 64;
const BYTES_AT_A_TIME = 16 * 1024 * 1024;

export interface ReinterpretationOptions {
  readonly ledger: Ledger;
  readonly evidence: Evidence;
  readonly reader: MailReader;
  /** Has the reader classify by the ruleset that was published last. */
  readonly refreshRuleset: () => Promise<void>;
}

export interface ReinterpretationRequest {
  /** Says what would change, and writes nothing. */
  readonly dryRun: boolean;
  readonly origin: Pick<EventContext, 'correlationId' | 'actor'>;
}

/**
 * Reads the evidence of every mail in the ledger again, by the interpreter and the settings of today, and appends what
 * says something else. Each mail is one append at the exact revision that was read, so that a run may be killed
 * anywhere, begun again, and run twice at once: a mail that is done says what it said, and nothing more is written.
 */
export class Reinterpretation {
  constructor(private readonly options: ReinterpretationOptions) {}

  /**
   * Goes through the log as far as it stands when the reading reaches its end. Once the signal is aborted it begins no
   * further mail, and resolves with what was found so far.
   * @throws EventStoreUnavailableError; what was appended stays, and the next run continues from there
   */
  async run(
    request: ReinterpretationRequest,
    onProgress: (soFar: ReinterpretationReport) => void,
    signal: AbortSignal,
  ): Promise<ReinterpretationReport> {
    const differences = new Differences(request.dryRun);
    for await (const mails of this.#portions()) {
      if (signal.aborted) break;
      await this.options.refreshRuleset();
      // All at once, so that threads have work and appends share a commit; summed up in the order of the log.
      for (const difference of await Promise.all(mails.map((mailId) => this.#reinterpret(mailId, request)))) {
        if (difference !== null) differences.take(difference);
      }
      onProgress(differences.summary());
    }
    return differences.summary();
  }

  /** The ledger's mails in the order in which they came. */
  async *#portions(): AsyncGenerator<readonly MailId[]> {
    let mails: MailId[] = [];
    let bytes = 0;
    const filter = { by: 'type', prefixes: ['MailReceived'] } as const;
    for await (const event of this.options.ledger.store.readAll({ filter })) {
      const { mailId, size } = eventOfType(event, 'MailReceived').data;
      if (mails.length === MAILS_AT_A_TIME || (mails.length > 0 && bytes + size > BYTES_AT_A_TIME)) {
        yield mails;
        [mails, bytes] = [[], 0];
      }
      mails.push(mailId);
      bytes += size;
    }
    if (mails.length > 0) yield mails;
  }

  /** @returns null where the mail was erased */
  async #reinterpret(mailId: MailId, request: ReinterpretationRequest): Promise<Difference | null> {
    for (;;) {
      const record = await readMailOnRecord(this.options.ledger.store, mailId);
      if (record === null) return null;
      const sets = await this.#newSets(record);
      if (!Array.isArray(sets)) return sets;
      const [set] = sets;
      if (set === undefined) return { kind: 'same' };
      if (request.dryRun) return { kind: 'changed', record, set, position: null };
      try {
        return { kind: 'changed', record, ...(await this.#append(record, sets, request)) };
      } catch (error) {
        if (error instanceof StreamDeletedError) return null;
        // Somebody else read it again meanwhile: what stands there now counts.
        if (!(error instanceof WrongExpectedRevisionError)) throw error;
      }
    }
  }

  /** What the mail says now, where that is something else; or why it cannot be asked. */
  async #newSets({ received, ...record }: MailOnRecord): Promise<NewSet[] | Difference> {
    const { evidence, reader } = this.options;
    const { mailId, rawDigest, mailbox, uidl, receivedAt } = received;
    let bytes: Buffer | null;
    try {
      bytes = await evidence.read(rawDigest);
    } catch (error) {
      if (error instanceof EvidenceDamagedError) return { kind: 'damaged', mailId };
      throw error;
    }
    if (bytes === null) return { kind: 'expired' };
    const reading = await reader.read({ bytes: new OwnedBytes(bytes), mailbox, uidl, receivedAt });
    if (reading.mailId !== mailId) return { kind: 'damaged', mailId };
    return newSets({ received, ...record }, reading.events.map(parseEvent));
  }

  /** Appends the first form of the new set that one append can carry. */
  async #append(
    { received, revision }: MailOnRecord,
    sets: readonly NewSet[],
    { origin }: ReinterpretationRequest,
  ): Promise<{ readonly set: NewSet; readonly position: GlobalPosition }> {
    const { store, clock, ids } = this.options.ledger;
    const { form, position } = await appendFirstFitting(
      store,
      streams.mail(received.mailId),
      revision,
      formsOf(sets, { clock, ids, ...origin }),
    );
    return { set: form.set, position };
  }
}

interface FormOfSet extends FormToAppend {
  readonly set: NewSet;
}

function* formsOf(sets: readonly NewSet[], context: EventContext): Generator<FormOfSet> {
  for (const set of sets) yield { set, events: set.map(({ type, data }) => newEvent(type, data, context)) };
}
