import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECTED_PREFIXES } from '../../events/index.js';
import { type Ledger } from '../../ledger/index.js';
import {
  buildAsOfModel,
  ModelDefinition,
  type AsOfPoint,
  type AsOfState,
  type AsOfStates,
  type Projection,
  type RebuildProgress,
} from '../../read-model/engine/index.js';
import { AsOfNotReadyError } from './errors.js';
import { HeldAsOfModel, type AsOfModel } from './held-as-of-model.js';
import { LogPrefix } from './log-prefix.js';
import { questionOf, type AsOfQuestion } from './as-of-question.js';

/** The order in which a as-of state is listed: the live model is not asked for it. */
const BY_ADDRESS: Projection = {
  name: 'recipients-by-address',
  version: 1,
  schema: '',
  indexes: 'CREATE INDEX recipients_by_address ON recipients (address);',
  apply: () => undefined,
};

/** What as-of states cost at most, and for how long. */
export interface AsOfLimits {
  /** States that are kept for the next question, each as large as the live read model. */
  readonly kept: number;
  /** States that are being worked out or wait for it: one is, at a time. */
  readonly waiting: number;
  /** How long a question waits for its state. */
  readonly patienceMs: number;
  /** How long a state is kept, or worked out, for which nobody asks any more. */
  readonly idleMs: number;
}

const DEFAULT_LIMITS: AsOfLimits = { kept: 2, waiting: 4, patienceMs: 10_000, idleMs: 120_000 };

export interface AsOfModelsOptions {
  readonly ledger: Ledger;
  /** Holds the states in its folder `past-states`; used by one process at a time. */
  readonly dataDir: string;
  /** Those of the live read model that decide what is thought of recipients and campaigns, in their order. */
  readonly projections: readonly Projection[];
  readonly limits?: Partial<AsOfLimits>;
}

export interface HoldOptions {
  /** Stops the waiting: the state is then no longer worked out for this question. @throws its reason */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: RebuildProgress) => void;
  readonly patienceMs?: number;
}

/** A as-of state that stays until it is released. */
export interface HeldAsOfState extends AsOfState {
  /** Idempotent. */
  readonly release: () => void;
}

/**
 * As-of states, each worked out by the projections of the live read model from the log's start to the point, in a
 * database of its own that is thrown away when nobody asks for it any more.
 */
export class AsOfModels implements AsOfStates {
  readonly #models = new Map<string, HeldAsOfModel>();
  readonly #directory: string;
  readonly #definition: ModelDefinition;
  readonly #limits: AsOfLimits;
  #last: Promise<unknown> = Promise.resolve();
  #begun = 0;

  constructor(private readonly options: AsOfModelsOptions) {
    const { dataDir, projections, ledger, limits } = options;
    this.#directory = join(dataDir, 'past-states');
    this.#definition = new ModelDefinition([...projections, BY_ADDRESS], {
      ledgerId: ledger.ledgerId,
      settingsDigest: '',
    });
    this.#limits = { ...DEFAULT_LIMITS, ...limits };
    // What a process left that was killed.
    rmSync(this.#directory, { recursive: true, force: true });
  }

  async read<T>(point: AsOfPoint, work: (state: AsOfState) => T | Promise<T>, options: HoldOptions = {}): Promise<T> {
    const state = await this.hold(point, options);
    try {
      return await work(state);
    } finally {
      state.release();
    }
  }

  /** The same for who reads on after the call. @throws what {@link AsOfStates.read} throws */
  async hold(point: AsOfPoint, { signal, onProgress, patienceMs }: HoldOptions = {}): Promise<HeldAsOfState> {
    const question = await questionOf(this.options.ledger, point);
    signal?.throwIfAborted();
    const model = this.#models.get(question.key) ?? this.#begin(question);
    const release = model.hold(onProgress);
    try {
      const { snapshot, lastStoredAt } = await model.ready(patienceMs ?? this.#limits.patienceMs, signal);
      const { clock } = this.options.ledger;
      // Where there was no event yet, nothing is known that could expire.
      const instant = question.instant ?? (lastStoredAt === null ? clock() : new Date(lastStoredAt));
      return { database: snapshot.database, position: snapshot.position, instant, release };
    } catch (error) {
      release();
      throw error;
    }
  }

  /** Stops what is being worked out and throws every state away. Idempotent. */
  async close(): Promise<void> {
    for (const model of this.#models.values()) model.discard();
    await this.#last;
  }

  #begin({ key, prefix }: AsOfQuestion): HeldAsOfModel {
    const { ledger } = this.options;
    const waiting = [...this.#models.values()].filter((model) => !model.isBuilt);
    if (waiting.length >= this.#limits.waiting) throw new AsOfNotReadyError();
    const directory = join(this.#directory, String((this.#begun += 1)));
    const model = new HeldAsOfModel(this.#limits.idleMs, {
      onReleased: () => {
        // Those released last stand last.
        this.#models.delete(key);
        this.#models.set(key, model);
        this.#forgetSurplus();
      },
      onDiscarded: () => {
        this.#models.delete(key);
      },
    });
    const log = new LogPrefix(ledger.store, prefix);
    this.#last = model.build(this.#last, async (signal, onProgress): Promise<AsOfModel | null> => {
      const snapshot = await buildAsOfModel({
        directory,
        log,
        definition: this.#definition,
        signal,
        onProgress,
        filter: { by: 'stream', prefixes: PROJECTED_PREFIXES },
      });
      return snapshot === null ? null : { snapshot, lastStoredAt: log.lastStoredAt };
    });
    this.#models.set(key, model);
    return model;
  }

  /** The one asked for longest ago goes first. */
  #forgetSurplus(): void {
    const idle = [...this.#models.values()].filter((model) => model.isBuilt && !model.isHeld);
    for (const model of idle.slice(0, Math.max(0, idle.length - this.#limits.kept))) model.discard();
  }
}
