import { setTimeout as delay } from 'node:timers/promises';
import type { Ledger } from '../../ledger/index.js';
import type { Page, PageRequest } from '../../read-model/engine/index.js';
import { latestRuleset, type RulesetDraft, rulesetOfVersion, type Rulesets } from '../rulesets/index.js';
import type { CommandOrigin } from '../../events/index.js';
import { runIdOf } from './preview/confirm-digest.js';
import { follow, type FollowedModel } from './followed-model.js';
import { makeReclassifier } from './make-reclassifier.js';
import { Previews, versionOf } from './preview/previews.js';
import {
  ReclassificationEndedError,
  ReclassificationRunningError,
  UnknownReclassificationError,
} from './reclassification-errors.js';
import type {
  ConfirmRequest,
  OnProgress,
  ReclassificationPreview,
  ReclassificationView,
} from './reclassification-views.js';
import { DEFAULT_PORTIONS, runHistory, type RunPortions } from './run/run-history.js';
import { RunLog, type RunHead } from './run/run-log.js';
import { SqliteRunQueries } from './run/sqlite-run-queries.js';
import { Stragglers } from './run/stragglers.js';

const MIN_RETRY_MS = 200;
const MAX_RETRY_MS = 30_000;

export interface ReclassificationsOptions {
  readonly ledger: Ledger;
  readonly rulesets: Rulesets;
  readonly model: FollowedModel;
  readonly portions?: RunPortions;
  /** Told of what could not be done now; it is tried again after `retryInMs`. */
  readonly onFailure: (error: unknown, retryInMs: number) => void;
}

/** History reclassified: what it would change, the run itself, and what comes after it. */
export class Reclassifications {
  readonly #previews: Previews;
  readonly #runs: SqliteRunQueries;
  readonly #stragglers: Stragglers;
  readonly #closing = new AbortController();
  #underWay: { readonly runId: string; readonly ended: Promise<void> } | null = null;
  #background: Promise<void> | null = null;
  #beginning: Promise<unknown> = Promise.resolve();
  #wake = Promise.withResolvers<undefined>();

  constructor(private readonly options: ReclassificationsOptions) {
    const { ledger, rulesets, model } = options;
    this.#previews = new Previews(ledger, rulesets, model);
    this.#runs = new SqliteRunQueries(model.source);
    this.#stragglers = new Stragglers(ledger, model);
  }

  preview(draft: RulesetDraft, onProgress: OnProgress, signal?: AbortSignal): Promise<ReclassificationPreview> {
    return this.#previews.preview(draft, onProgress, signal);
  }

  /**
   * Publishes the ruleset that was looked at, where it is not in force yet, and begins to reclassify history by it.
   * Confirmed again, it is the same run.
   * @throws PreviewOutdatedError, ReclassificationRunningError, InvalidRulesetError, RulesetConflictError
   */
  begin(request: ConfirmRequest, origin: CommandOrigin): Promise<ReclassificationView> {
    // One after the other, so that of two that confirm the same the second finds the first one's run.
    const begun = this.#beginning.then(() => this.#begin(request, origin));
    this.#beginning = begun.catch(() => undefined);
    return begun;
  }

  async #begin(request: ConfirmRequest, origin: CommandOrigin): Promise<ReclassificationView> {
    const runId = runIdOf(request.confirm);
    const log = this.#log(runId, origin);
    const head =
      (await log.head()) ?? (await this.#beginPublished(runId)) ?? (await this.#beginNew(log, request, origin));
    if (head !== null) await follow(this.options.model, head.position);
    if (head?.state === 'running') this.#start(runId);
    return this.#mustFind(runId);
  }

  async #beginNew(log: RunLog, request: ConfirmRequest, origin: CommandOrigin): Promise<RunHead | null> {
    const running = this.#runs.running();
    if (running !== null) throw new ReclassificationRunningError(running.id);
    const { document, current } = await this.#previews.confirmed(request);
    const rulesetVersion = versionOf(document, current);
    if (rulesetVersion > current.version) await this.#publish(document, current.version, log.runId, origin);
    return log.begin({ fromVersion: current.version, rulesetVersion });
  }

  /** Begins a run whose ruleset was published by a process that died right then; null where there is none. */
  async #beginPublished(runId: string): Promise<RunHead | null> {
    const latest = await latestRuleset(this.options.ledger);
    if (latest?.forRun !== runId) return null;
    const origin = { correlationId: runId, ...(latest.actor !== null && { actor: latest.actor }) };
    return this.#log(runId, origin).begin({ fromVersion: latest.version - 1, rulesetVersion: latest.version });
  }

  find(runId: string): Promise<ReclassificationView> {
    return Promise.resolve(this.#mustFind(runId));
  }

  list(page: PageRequest): Page<ReclassificationView> {
    return this.#runs.list(page);
  }

  /** Calls back after each change of rows. @returns ends the calls */
  onChange(listener: () => void): () => void {
    return this.options.model.onChange(listener);
  }

  /** Resolves when the run that this process works at has ended or was stopped. */
  async ended(runId: string): Promise<ReclassificationView> {
    if (this.#underWay?.runId === runId) await this.#underWay.ended;
    return this.#mustFind(runId);
  }

  /**
   * Ends a run before it has changed anything: history stays as it was, and the ruleset published for it is taken back.
   * @throws UnknownReclassificationError, ReclassificationEndedError
   */
  async cancel(runId: string, origin: CommandOrigin): Promise<ReclassificationView> {
    const log = this.#log(runId, origin);
    for (;;) {
      const head = await log.head();
      if (head === null) throw new UnknownReclassificationError(runId);
      if (head.state !== 'running') throw new ReclassificationEndedError(runId, head.state);
      const appended = await log.append(head, [log.event('ReclassificationCancelled', head.reach)]);
      // The runner wrote in between: it goes by the stream, and so do we.
      if (appended === null) continue;
      await this.#takeBack(runId, origin);
      await follow(this.options.model, appended.position);
      return this.#mustFind(runId);
    }
  }

  /** Goes on with what was left unfinished, and corrects stragglers, until closed. */
  work(): void {
    this.#background ??= this.#work();
  }

  /** Stops at the next append; the next start continues what is unfinished. Idempotent. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#wake.resolve(undefined);
    await Promise.allSettled([this.#underWay?.ended, this.#background]);
  }

  async #work(): Promise<void> {
    const stopListening = this.options.model.onChange(() => {
      this.#wake.resolve(undefined);
    });
    await this.#retrying(() => this.#resume());
    while (!this.#isClosing()) {
      this.#wake = Promise.withResolvers<undefined>();
      await this.#retrying(() => this.#stragglers.correct(this.#closing.signal));
      await this.#wake.promise;
    }
    stopListening();
  }

  /** What a process that died may have left: a ruleset whose run was not begun, a run, a cancellation half done. */
  async #resume(): Promise<void> {
    const { ledger, model } = this.options;
    const runId = (await latestRuleset(ledger))?.forRun ?? null;
    if (runId !== null) {
      const origin = { correlationId: runId };
      const head = (await this.#log(runId, origin).head()) ?? (await this.#beginPublished(runId));
      if (head?.state === 'cancelled') await this.#takeBack(runId, origin);
      await follow(model, head?.position ?? null);
    }
    const running = this.#runs.running();
    if (running !== null) this.#start(running.id);
  }

  #start(runId: string): void {
    if (this.#underWay?.runId === runId) return;
    const ended = this.#retrying(() => this.#run(runId)).finally(() => {
      this.#underWay = null;
    });
    this.#underWay = { runId, ended };
  }

  async #run(runId: string): Promise<void> {
    const { ledger, model, portions = DEFAULT_PORTIONS } = this.options;
    const log = this.#log(runId, { correlationId: runId });
    const started = await log.started();
    if (started === null) return;
    const { document } = await rulesetOfVersion(ledger, started.rulesetVersion);
    const { reclassifier } = await makeReclassifier(ledger, document, started.rulesetVersion, model.source.database);
    const { rulesetVersion } = started;
    const signal = this.#closing.signal;
    const head = await runHistory({ store: ledger.store, model, log, rulesetVersion, reclassifier, portions, signal });
    if (head !== null && !signal.aborted) await follow(model, head.position);
  }

  async #publish(document: string, current: number, runId: string, origin: CommandOrigin): Promise<void> {
    const request = { document, defaults: 'none', expectedVersion: current } as const;
    await this.options.rulesets.publish(request, { ...origin, causationId: runId });
  }

  /** New mail is classified as before, unless somebody has published another ruleset by now. */
  async #takeBack(runId: string, origin: CommandOrigin): Promise<void> {
    const latest = await latestRuleset(this.options.ledger);
    if (latest?.forRun !== runId) return;
    await this.options.rulesets.rollback(latest.version - 1, latest.version, origin);
  }

  async #retrying(work: () => Promise<unknown>): Promise<void> {
    for (let retryMs = MIN_RETRY_MS; !this.#isClosing(); retryMs = Math.min(retryMs * 2, MAX_RETRY_MS)) {
      try {
        await work();
        return;
      } catch (error) {
        // A run that ends because everything is being closed did not fail.
        if (this.#isClosing()) return;
        this.options.onFailure(error, retryMs);
        await delay(retryMs, undefined, { signal: this.#closing.signal }).catch(() => undefined);
      }
    }
  }

  #isClosing(): boolean {
    return this.#closing.signal.aborted;
  }

  #mustFind(runId: string): ReclassificationView {
    const run = this.#runs.find(runId);
    if (run === null) throw new UnknownReclassificationError(runId);
    return run;
  }

  #log(runId: string, origin: CommandOrigin): RunLog {
    return new RunLog(this.options.ledger, runId, origin);
  }
}
