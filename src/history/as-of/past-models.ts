import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECTED_PREFIXES } from '../../events/index.js';
import { type Ledger } from '../../ledger/index.js';
import {
  buildPastModel,
  ModelDefinition,
  type PastPoint,
  type PastState,
  type PastStates,
  type Projection,
  type RebuildProgress,
} from '../../read-model/engine/index.js';
import { PastNotReadyError } from './errors.js';
import { HeldModel, type PastModel } from './held-model.js';
import { LogPrefix } from './log-prefix.js';
import { questionOf, type PastQuestion } from './past-question.js';

/** The order in which a past state is listed: the live model is not asked for it. */
const BY_ADDRESS: Projection = {
  name: 'recipients-by-address',
  version: 1,
  schema: '',
  indexes: 'CREATE INDEX recipients_by_address ON recipients (address);',
  apply: () => undefined,
};

/** What past states cost at most, and for how long. */
export interface PastLimits {
  /** States that are kept for the next question, each as large as the live read model. */
  readonly kept: number;
  /** States that are being worked out or wait for it: one is, at a time. */
  readonly waiting: number;
  /** How long a question waits for its state. */
  readonly patienceMs: number;
  /** How long a state is kept, or worked out, for which nobody asks any more. */
  readonly idleMs: number;
}

const DEFAULT_LIMITS: PastLimits = { kept: 2, waiting: 4, patienceMs: 10_000, idleMs: 120_000 };

export interface PastModelsOptions {
  readonly ledger: Ledger;
  /** Holds the states in its folder `past-states`; used by one process at a time. */
  readonly dataDir: string;
  /** Those of the live read model that decide what is thought of recipients and campaigns, in their order. */
  readonly projections: readonly Projection[];
  readonly limits?: Partial<PastLimits>;
}

export interface HoldOptions {
  /** Stops the waiting: the state is then no longer worked out for this question. @throws its reason */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: RebuildProgress) => void;
  readonly patienceMs?: number;
}

/** A past state that stays until it is released. */
export interface HeldState extends PastState {
  /** Idempotent. */
  readonly release: () => void;
}

/**
 * Past states, each worked out by the projections of the live read model from the log's start to the point, in a database of its
 * own that is thrown away when nobody asks for it any more.
 */
export class PastModels implements PastStates {
  readonly #models = new Map<string, HeldModel>();
  readonly #directory: string;
  readonly #definition: ModelDefinition;
  readonly #limits: PastLimits;
  #last: Promise<unknown> = Promise.resolve();
  #begun = 0;

  constructor(private readonly options: PastModelsOptions) {
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

  async read<T>(point: PastPoint, work: (past: PastState) => T | Promise<T>, options: HoldOptions = {}): Promise<T> {
    const state = await this.hold(point, options);
    try {
      return await work(state);
    } finally {
      state.release();
    }
  }

  /** The same for who reads on after the call. @throws what {@link PastStates.read} throws */
  async hold(point: PastPoint, { signal, onProgress, patienceMs }: HoldOptions = {}): Promise<HeldState> {
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

  #begin({ key, prefix }: PastQuestion): HeldModel {
    const { ledger } = this.options;
    const waiting = [...this.#models.values()].filter((model) => !model.isBuilt);
    if (waiting.length >= this.#limits.waiting) throw new PastNotReadyError();
    const directory = join(this.#directory, String((this.#begun += 1)));
    const model = new HeldModel(this.#limits.idleMs, {
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
    this.#last = model.build(this.#last, async (signal, onProgress): Promise<PastModel | null> => {
      const snapshot = await buildPastModel({
        ...{ directory, log, definition: this.#definition, signal, onProgress },
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
