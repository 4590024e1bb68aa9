import { Differences } from './differences.js';
import type { Reinterpretation, ReinterpretationRequest } from './reinterpretation.js';
import { ReinterpretationRunningError, UnknownReinterpretationError } from './reinterpretation-errors.js';
import type { ReinterpretationView } from './reinterpretation-views.js';

interface Job {
  view: ReinterpretationView;
  readonly stopping: AbortController;
  readonly ended: Promise<void>;
}

export interface ReinterpretationsOptions {
  readonly reinterpretation: Reinterpretation;
  readonly ids: () => string;
  /** Told of what ended a reading early. */
  readonly onFailure: (error: unknown) => void;
}

/**
 * Readings of a running service, one at a time, which go on whether or not anybody waits; the last one is remembered.
 */
export class Reinterpretations {
  #last: Job | null = null;

  constructor(private readonly options: ReinterpretationsOptions) {}

  /** @throws ReinterpretationRunningError */
  begin(request: ReinterpretationRequest): ReinterpretationView {
    const running = this.#last?.view;
    if (running?.state === 'running') throw new ReinterpretationRunningError(running.id);
    const stopping = new AbortController();
    const view: ReinterpretationView = {
      id: this.options.ids(),
      state: 'running',
      error: null,
      ...new Differences(request.dryRun).summary(),
    };
    const job: Job = { view, stopping, ended: Promise.resolve().then(() => this.#run(job, request)) };
    this.#last = job;
    return view;
  }

  /** @throws UnknownReinterpretationError */
  find(id: string): ReinterpretationView {
    return this.#mustFind(id).view;
  }

  /**
   * Ends a reading between two mails; what was found stays. One that has ended is left alone. @throws
   * UnknownReinterpretationError
   */
  async stop(id: string): Promise<ReinterpretationView> {
    const job = this.#mustFind(id);
    job.stopping.abort();
    await job.ended;
    return job.view;
  }

  /** Idempotent. */
  async close(): Promise<void> {
    this.#last?.stopping.abort();
    await this.#last?.ended;
  }

  async #run(job: Job, request: ReinterpretationRequest): Promise<void> {
    const { signal } = job.stopping;
    try {
      const onProgress = (soFar: object) => {
        job.view = { ...job.view, ...soFar };
      };
      const summary = await this.options.reinterpretation.run(request, onProgress, signal);
      job.view = { ...job.view, ...summary, state: signal.aborted ? 'stopped' : 'completed' };
    } catch (error) {
      job.view = { ...job.view, state: 'failed', error: error instanceof Error ? error.message : String(error) };
      this.options.onFailure(error);
    }
  }

  #mustFind(id: string): Job {
    if (this.#last?.view.id !== id) throw new UnknownReinterpretationError(id);
    return this.#last;
  }
}
