import { Window } from '../../event-store/index.js';

/** Work under way side by side, bounded in number and bytes. */
export class InFlight {
  readonly #window: Window;
  readonly #underWay = new Set<Promise<void>>();

  constructor(
    maxItems: number,
    maxBytes: number,
    private readonly onFailure: (error: unknown) => void,
  ) {
    this.#window = new Window(maxItems, maxBytes);
  }

  /** Resolves once there is room for work on so many bytes, which must then be started. */
  room(bytes: number): Promise<void> {
    return this.#window.enter(bytes);
  }

  /** @param bytes as given to {@link room} */
  start(work: Promise<void>, bytes: number): void {
    const one = work.catch(this.onFailure).finally(() => {
      this.#window.leave(bytes);
      this.#underWay.delete(one);
    });
    this.#underWay.add(one);
  }

  /** Resolves when nothing is under way. */
  async settled(): Promise<void> {
    await Promise.all(this.#underWay);
  }
}
