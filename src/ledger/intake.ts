import { StreamDeletedError, WrongExpectedRevisionError } from '../event-store/index.js';
import {
  type BounceId,
  type EventContext,
  type GlobalPosition,
  type MailId,
  type MailKind,
  newEvent,
  parseEvent,
  streams,
  typedEvent,
  type TypedEvent,
} from '../events/index.js';
import { appendFirstFitting, type FormToAppend } from './append-first-fitting.js';
import type { Evidence } from './evidence/index.js';
import { bounceIdsIn } from './events-of-mail.js';
import type { Ledger } from './open-ledger.js';
import type { MailReader, MailReading } from './reading/mail-reader.port.js';
import { bytesOf, OwnedBytes } from './reading/owned-bytes.js';
import { shortenedForms } from './shortened-forms.js';

/** Where a mail came from. */
export interface MailSource {
  /** Name of the configured mailbox; null for mails that came another way (files, HTTP). */
  readonly mailbox: string | null;
  readonly uidl: string | null;
  /** When it was retrieved; now, unless said otherwise. */
  readonly receivedAt?: Date;
}

export interface IntakeResult {
  readonly mailId: MailId;
  readonly kind: MailKind;
  /** The mail was in the ledger before: nothing was appended. */
  readonly alreadyKnown: boolean;
  /** When the ledger received it, now or before: ISO 8601, UTC; null only if the mail was erased. */
  readonly receivedAt: string | null;
  readonly bounceIds: readonly BounceId[];
  /** Position of the mail's last event; null only if the mail was erased. */
  readonly position: GlobalPosition | null;
}

export interface IntakeOptions {
  readonly ledger: Ledger;
  readonly evidence: Evidence;
  readonly reader: MailReader;
}

/** The one way into the ledger: a mail's bytes become evidence and events, once, whole, or not at all. */
export class Intake {
  constructor(private readonly options: IntakeOptions) {}

  /**
   * Takes a mail in. Any bytes are a mail: what is not understood is set aside as an event. When it resolves, the
   * evidence and the events are durable, now or since an earlier time (`alreadyKnown`).
   * @param bytes owned ones are moved to another thread instead of being copied, and freed once they are stored
   * @throws EventStoreUnavailableError: the outcome is unknown, and the same mail may be given again at any time
   */
  async receive(bytes: Buffer | OwnedBytes, source: MailSource): Promise<IntakeResult> {
    const { ledger, evidence, reader } = this.options;
    const receivedAt = (source.receivedAt ?? ledger.clock()).toISOString();
    const { mailbox, uidl } = source;
    const read = await reader.read({ bytes, mailbox, uidl, receivedAt });
    const { mailId, kind, firstChunk } = read;
    await evidence.store(bytesOf(bytes), firstChunk);
    if (bytes instanceof OwnedBytes) bytes.free();
    try {
      return { ...(await this.#append(read)), mailId, kind, receivedAt, alreadyKnown: false };
    } catch (error) {
      if (error instanceof StreamDeletedError) {
        return { mailId, kind, alreadyKnown: true, receivedAt: null, bounceIds: [], position: null };
      }
      if (error instanceof WrongExpectedRevisionError) return this.#known(mailId, kind);
      throw error;
    }
  }

  /** Appends the mail's events: the first form of them that one append can carry. */
  async #append(read: MailReading): Promise<Pick<IntakeResult, 'bounceIds' | 'position'>> {
    const { store, clock, ids } = this.options.ledger;
    const forms = formsToAppend(read, { clock, ids, correlationId: ids() });
    const { form, position } = await appendFirstFitting(store, streams.mail(read.mailId), 'no-stream', forms);
    return { bounceIds: form.bounceIds, position };
  }

  /** What the ledger holds of a mail that is already in it. */
  async #known(mailId: MailId, kindNow: MailKind): Promise<IntakeResult> {
    const events: TypedEvent[] = [];
    const recorded = this.options.ledger.store.readStream(streams.mail(mailId));
    for await (const event of recorded) events.push(typedEvent(event));
    const position = events.at(-1)?.position ?? null;
    const { kind = kindNow, receivedAt = null } = events[0]?.type === 'MailReceived' ? events[0].data : {};
    return { mailId, kind, alreadyKnown: true, receivedAt, bounceIds: bounceIdsIn(events), position };
  }
}

interface FormOfMail extends FormToAppend {
  readonly bounceIds: readonly BounceId[];
}

/** As they were serialised where the mail was read, which nearly always fits; then shorter ones. */
function* formsToAppend({ events, bounceIds }: MailReading, context: EventContext): Generator<FormOfMail> {
  yield { bounceIds, events: events.map(({ type, data }) => newEvent(type, data, context)) };
  for (const form of shortenedForms(events.map(parseEvent))) {
    yield { bounceIds: bounceIdsIn(form), events: form.map(({ type, data }) => newEvent(type, data, context)) };
  }
}
