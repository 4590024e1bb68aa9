/**
 * So many wrong keys of one address in one period are answered at once: people mistype, and services are reconfigured.
 */
const FREE_TRIES = 5;
const PERIOD_MS = 60_000;
const DELAY_MS = 1_000;
/** Beyond so many addresses all are forgotten: what is remembered must stay small. */
const MAX_ADDRESSES = 10_000;

/** Slows down who tries keys. A right key is never slowed: others may share its address behind a proxy. */
export class WrongKeys {
  readonly #tries = new Map<string, number>();
  #periodEndsAt = 0;

  constructor(private readonly now: () => number = Date.now) {}

  /** Counts a wrong key. @returns after how long it is to be answered */
  delayMs(address: string): number {
    const now = this.now();
    if (now >= this.#periodEndsAt || this.#tries.size >= MAX_ADDRESSES) {
      this.#tries.clear();
      this.#periodEndsAt = now + PERIOD_MS;
    }
    const tries = (this.#tries.get(address) ?? 0) + 1;
    this.#tries.set(address, tries);
    return tries > FREE_TRIES ? DELAY_MS : 0;
  }
}
