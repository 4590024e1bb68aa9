import { WrongExpectedRevisionError } from '../../../event-store/index.js';
import {
  type CommandOrigin,
  eventOfType,
  type GlobalPosition,
  type LedgerEventOf,
  type UnsavedEvent,
  newEvent,
  type ReclassificationReach,
  streams,
  typedEvent,
} from '../../../events/index.js';
import { type Ledger } from '../../../ledger/index.js';

export type RunState = 'running' | 'completed' | 'cancelled';

/** Where the stream of a run stands: its last event says it all, for every append ends with how far it came. */
export interface RunHead {
  readonly state: RunState;
  readonly reach: ReclassificationReach;
  readonly revision: number;
  readonly position: GlobalPosition;
}

const NOTHING: ReclassificationReach = { scanned: 0, changed: 0, throughBounceId: null };
const BEGUN = { state: 'running', reach: NOTHING } as const;

/** The stream of one run: its own checkpoint, and the fence between two runners. */
export class RunLog {
  readonly #stream: string;

  constructor(
    private readonly ledger: Ledger,
    readonly runId: string,
    private readonly origin: CommandOrigin,
  ) {
    this.#stream = streams.reclassification(runId);
  }

  /** Null where the run was never begun. */
  async head(): Promise<RunHead | null> {
    const events = this.ledger.store.readStream(this.#stream, { direction: 'backwards', limit: 1 });
    for await (const event of events) {
      const { type, data, revision, position } = typedEvent(event);
      switch (type) {
        case 'ReclassificationStarted':
          return { state: 'running', reach: NOTHING, revision, position };
        case 'ReclassificationProgressed':
          return { state: 'running', reach: data, revision, position };
        case 'ReclassificationCancelled':
          return { state: 'cancelled', reach: data, revision, position };
        default:
          // Only what corrects stragglers comes after the completion.
          return { state: 'completed', reach: NOTHING, revision, position };
      }
    }
    return null;
  }

  /** Begins the run, unless another process has. @returns where its stream stands then */
  async begin(data: Omit<LedgerEventOf<'ReclassificationStarted'>['data'], 'runId'>): Promise<RunHead | null> {
    const started = this.event('ReclassificationStarted', { runId: this.runId, ...data });
    return (await this.append(null, [started])) ?? (await this.head());
  }

  /** How the run was begun. */
  async started(): Promise<LedgerEventOf<'ReclassificationStarted'>['data'] | null> {
    for await (const event of this.ledger.store.readStream(this.#stream, { limit: 1 })) {
      return eventOfType(event, 'ReclassificationStarted').data;
    }
    return null;
  }

  /**
   * @param head where the stream is thought to stand; null: not begun
   * @returns where it stands then, `reach` as before; null if another runner, or a cancellation, came in between
   */
  async append(head: RunHead | null, events: readonly UnsavedEvent[]): Promise<RunHead | null> {
    try {
      const appended = await this.ledger.store.append(this.#stream, head?.revision ?? 'no-stream', events);
      return { ...(head ?? BEGUN), ...appended };
    } catch (error) {
      if (error instanceof WrongExpectedRevisionError) return null;
      throw error;
    }
  }

  event<T extends RunEventType>(type: T, data: LedgerEventOf<T>['data']): UnsavedEvent {
    return newEvent(type, data, { ...this.ledger, ...this.origin });
  }
}

type RunEventType =
  | 'ReclassificationStarted'
  | 'BounceReclassified'
  | 'ReclassificationProgressed'
  | 'ReclassificationCompleted'
  | 'ReclassificationCancelled';
