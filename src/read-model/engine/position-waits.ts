import type { EventStore } from '../../event-store/index.js';
import type { GlobalPosition } from '../../events/index.js';

interface Wait {
  readonly position: GlobalPosition;
  readonly settle: (reached: boolean) => void;
}

/** Readers that wait until the log has been followed up to a position. */
export class PositionWaits {
  readonly #waits = new Set<Wait>();

  constructor(private readonly compare: EventStore['compare']) {}

  /** Resolves to true once `reached` is called with a position at or beyond this one, to false after the time-out. */
  wait(position: GlobalPosition, timeoutMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const wait: Wait = {
        position,
        settle: (reached) => {
          clearTimeout(timer);
          this.#waits.delete(wait);
          resolve(reached);
        },
      };
      const timer = setTimeout(() => {
        wait.settle(false);
      }, timeoutMs);
      this.#waits.add(wait);
    });
  }

  reached(position: GlobalPosition): void {
    for (const wait of this.#waits) if (this.compare(wait.position, position) <= 0) wait.settle(true);
  }

  giveUp(): void {
    for (const wait of this.#waits) wait.settle(false);
  }
}
