import { bouncesInBrief } from '../../../read-model/bounces/index.js';
import type { Ledger } from '../../../ledger/index.js';
import { rulesetOfVersion } from '../../rulesets/index.js';
import { follow, type FollowedModel } from '../followed-model.js';
import { reclassifyPage } from '../reclassify-page.js';
import { makeReclassifier } from '../make-reclassifier.js';
import { RunLog } from './run-log.js';
import { SqliteRunQueries, type FollowedRun } from './sqlite-run-queries.js';

const BOUNCES_A_TURN = 500;
const EVENTS_AN_APPEND = 250;

/**
 * Bounces that came in after a completed run had classified history, but from somebody who still classified by an older
 * ruleset: another replica, or a mail that was on its way. They are reclassified by the run's ruleset, in its stream.
 */
export class Stragglers {
  readonly #runs: SqliteRunQueries;
  #run: FollowedRun | null = null;
  #through = 0;

  constructor(
    private readonly ledger: Ledger,
    private readonly model: FollowedModel,
  ) {
    this.#runs = new SqliteRunQueries(model.source);
  }

  /** Corrects those that there are. @returns how many were classified differently */
  async correct(signal: AbortSignal): Promise<number> {
    const run = this.#runs.latestCompleted();
    if (run === null) return 0;
    if (run.id !== this.#run?.id) this.#through = run.throughFinding;
    this.#run = run;
    let corrected = 0;
    while (!signal.aborted) {
      const { database } = this.model.source;
      const page = bouncesInBrief(database, new Set(), this.#through, BOUNCES_A_TURN);
      const last = page.at(-1);
      if (last === undefined) return corrected;
      if (page.some(({ rulesetVersion }) => rulesetVersion < run.to)) {
        corrected += await this.#reclassify(run, page.length);
      }
      this.#through = last.sequence;
    }
    return corrected;
  }

  async #reclassify(run: FollowedRun, bounces: number): Promise<number> {
    const { document } = await rulesetOfVersion(this.ledger, run.to);
    const { database } = this.model.source;
    const { reclassifier } = await makeReclassifier(this.ledger, document, run.to, database);
    const log = new RunLog(this.ledger, run.id, { correlationId: run.id });
    const { changed } = reclassifyPage(database, reclassifier, this.#through, bounces);
    const found = changed
      .filter(({ from }) => from.rulesetVersion < run.to)
      .map(({ bounceId, from, to }) => log.event('BounceReclassified', { bounceId, from, to }));
    for (let first = 0; first < found.length; first += EVENTS_AN_APPEND) {
      const head = await log.head();
      const appended = await log.append(head, found.slice(first, first + EVENTS_AN_APPEND));
      // Another one corrects them.
      if (appended === null) return 0;
      await follow(this.model, appended.position);
    }
    return found.length;
  }
}
