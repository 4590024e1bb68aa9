import {
  type CommandOrigin,
  type GlobalPosition,
  type UnsavedEvent,
  newEvent,
  type RecordedEvent,
  streams,
  typedEvent,
} from '../../events/index.js';
import { isDeepStrictEqual } from 'node:util';
import { WrongExpectedRevisionError } from '../../event-store/index.js';
import { type Ledger } from '../../ledger/index.js';

/** A person's decision on one recipient. */
export interface RecipientDecision {
  /** Normalised. */
  readonly address: string;
  readonly reason: string;
  /** The person. */
  readonly actor: string;
}

/** Suppresses and releases recipients: decisions of people, which no finding overrides. */
export class RecipientCommands {
  constructor(private readonly ledger: Ledger) {}

  /** No mail may be sent to the recipient until they are released. Repeating the last decision records nothing. */
  async suppress(decision: RecipientDecision, origin: CommandOrigin): Promise<GlobalPosition> {
    const { stream, event } = this.#event('RecipientSuppressed', decision, origin);
    for (;;) {
      const last = await this.#last(stream);
      if (last !== null && isSame(last, event)) return last.position;
      try {
        return (await this.ledger.store.append(stream, last?.revision ?? 'no-stream', [event])).position;
      } catch (error) {
        // Somebody else decided in between: look again what the last decision is.
        if (!(error instanceof WrongExpectedRevisionError)) throw error;
      }
    }
  }

  /**
   * The recipient starts afresh: suppression, quarantine and errors counted so far no longer hold. Recorded each time:
   * bounces may have come since the last one.
   */
  async release(decision: RecipientDecision, origin: CommandOrigin): Promise<GlobalPosition> {
    const { stream, event } = this.#event('RecipientReleased', decision, origin);
    return (await this.ledger.store.append(stream, 'any', [event])).position;
  }

  #event(
    type: 'RecipientSuppressed' | 'RecipientReleased',
    { address, reason, actor }: RecipientDecision,
    origin: CommandOrigin,
  ): { readonly stream: string; readonly event: UnsavedEvent } {
    const recipientKey = this.ledger.keys.recipientKey(address);
    const event = newEvent(type, { recipientKey, address, reason, actor }, { ...this.ledger, ...origin });
    return { stream: streams.recipient(recipientKey), event };
  }

  async #last(stream: string): Promise<RecordedEvent | null> {
    for await (const event of this.ledger.store.readStream(stream, { direction: 'backwards', limit: 1 })) return event;
    return null;
  }
}

function isSame(recorded: RecordedEvent, event: UnsavedEvent): boolean {
  const { type, data } = typedEvent(recorded);
  return type === event.type && isDeepStrictEqual(data, event.data);
}
