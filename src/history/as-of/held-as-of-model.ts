import type { ReadModelSnapshot, RebuildProgress } from '../../read-model/engine/index.js';
import { AsOfNotReadyError } from './errors.js';

export interface AsOfModel {
  readonly snapshot: ReadModelSnapshot;
  /** Of the last event in it: ISO 8601, UTC; null where there is none. */
  readonly lastStoredAt: string | null;
}

type Build = (signal: AbortSignal, onProgress: (progress: RebuildProgress) => void) => Promise<AsOfModel | null>;

interface Listeners {
  /** Nobody holds it any more. */
  readonly onReleased: () => void;
  readonly onDiscarded: () => void;
}

/** One as-of state: how it comes to be, who holds it, and when it goes. */
export class HeldAsOfModel {
  readonly #built = Promise.withResolvers<AsOfModel>();
  readonly #discarding = new AbortController();
  readonly #progressListeners = new Set<(progress: RebuildProgress) => void>();
  #model: AsOfModel | null = null;
  #holders = 0;
  #idle: NodeJS.Timeout | undefined;

  constructor(
    private readonly idleMs: number,
    private readonly listeners: Listeners,
  ) {
    // Rejects for whoever still waits; nobody may be waiting.
    this.#built.promise.catch(() => undefined);
  }

  get isBuilt(): boolean {
    return this.#model !== null;
  }

  get isHeld(): boolean {
    return this.#holders > 0;
  }

  /** Works the state out when `turn` is over. @returns when that has ended, either way; never rejects */
  async build(turn: Promise<unknown>, build: Build): Promise<void> {
    await turn;
    const { signal } = this.#discarding;
    try {
      const onProgress = (progress: RebuildProgress) => {
        for (const tell of this.#progressListeners) tell(progress);
      };
      const model = signal.aborted ? null : await build(signal, onProgress);
      if (model === null) return;
      if (signal.aborted) model.snapshot.close();
      else {
        this.#model = model;
        this.#built.resolve(model);
      }
    } catch (error) {
      this.#built.reject(error);
      this.discard();
    }
  }

  /** @returns gives it back, once */
  hold(onProgress?: (progress: RebuildProgress) => void): () => void {
    this.#holders += 1;
    clearTimeout(this.#idle);
    if (onProgress !== undefined) this.#progressListeners.add(onProgress);
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      if (onProgress !== undefined) this.#progressListeners.delete(onProgress);
      this.#holders -= 1;
      if (this.#holders === 0) this.#letIdle();
    };
  }

  /** @throws AsOfNotReadyError when it is not there in time; the signal's reason; what working it out threw */
  async ready(patienceMs: number, signal?: AbortSignal): Promise<AsOfModel> {
    const { promise: stopped, reject } = Promise.withResolvers<never>();
    const stop = () => {
      reject(signal?.reason as Error);
    };
    signal?.addEventListener('abort', stop, { once: true });
    const late = Number.isFinite(patienceMs)
      ? setTimeout(() => {
          reject(new AsOfNotReadyError());
        }, patienceMs)
      : undefined;
    try {
      return await Promise.race([this.#built.promise, stopped]);
    } finally {
      clearTimeout(late);
      signal?.removeEventListener('abort', stop);
    }
  }

  /** Ends the work on it, or throws it away, at once. Idempotent. */
  discard(): void {
    if (this.#discarding.signal.aborted) return;
    this.#discarding.abort();
    clearTimeout(this.#idle);
    this.#built.reject(new AsOfNotReadyError());
    this.#model?.snapshot.close();
    this.listeners.onDiscarded();
  }

  #letIdle(): void {
    if (this.#discarding.signal.aborted) return;
    this.#idle = setTimeout(() => {
      this.discard();
    }, this.idleMs);
    this.#idle.unref();
    this.listeners.onReleased();
  }
}
