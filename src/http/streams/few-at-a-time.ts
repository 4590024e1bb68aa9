/** The calls of one turn. */
const MAX_PER_TURN = 8;

/**
 * Calls back a few at a time, each few in a turn of the event loop of their own: what others ask for comes in between.
 */
export class FewAtATime {
  readonly #waiting: (() => void)[] = [];

  /** Calls back later, after those who came before. */
  call(callback: () => void): void {
    this.#waiting.push(callback);
    if (this.#waiting.length === 1) setImmediate(this.#turn);
  }

  readonly #turn = (): void => {
    const left = this.#waiting.length > MAX_PER_TURN;
    for (const callback of this.#waiting.splice(0, MAX_PER_TURN)) callback();
    if (left) setImmediate(this.#turn);
  };
}
