import type { EventStreamLimits } from '../application/http-options.js';
import { ProblemError } from '../problems/problems.js';

/** Who opens a stream. */
export interface StreamOwner {
  readonly key: string;
  readonly address: string;
}

/** Counts the streams that are open, in all, by key and by address. */
export class OpenStreams {
  readonly #open = new Map<string, number>();

  constructor(private readonly limits: EventStreamLimits) {}

  /**
   * Takes a place for a stream.
   * @returns gives the place back
   * @throws ProblemError `event-streams-exhausted`, `too-many-event-streams`
   */
  enter(owner: StreamOwner): () => void {
    const refusal = this.refusal(owner);
    if (refusal !== null) throw refusal;
    const names = namesOf(owner);
    for (const name of names) this.#open.set(name, this.#count(name) + 1);
    return () => {
      for (const name of names) {
        const left = this.#count(name) - 1;
        if (left > 0) this.#open.set(name, left);
        else this.#open.delete(name);
      }
    };
  }

  /** Why no place is left for a stream; null while one is. */
  refusal(owner: StreamOwner): ProblemError | null {
    const { max, maxPerKey, maxPerAddress } = this.limits;
    const [all, ofKey, ofAddress] = namesOf(owner);
    if (this.#count(all) >= max) {
      return new ProblemError('event-streams-exhausted', `${max} event streams are open, which is all that are taken`);
    }
    if (this.#count(ofKey) >= maxPerKey) {
      return new ProblemError('too-many-event-streams', `the key "${owner.key}" has ${maxPerKey} event streams open`);
    }
    if (this.#count(ofAddress) >= maxPerAddress) {
      return new ProblemError('too-many-event-streams', `this address has ${maxPerAddress} event streams open`);
    }
    return null;
  }

  #count(name: string): number {
    return this.#open.get(name) ?? 0;
  }
}

function namesOf({ key, address }: StreamOwner): readonly [string, string, string] {
  return ['all', `key ${key}`, `address ${address}`];
}
