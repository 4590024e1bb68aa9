import { setImmediate as nextTurn } from 'node:timers/promises';
import { judgedBounces, reportNumberOf } from '../bounces/index.js';
import type { EventStore, GlobalPosition, NewEvent } from '../event-store/index.js';
import type { ReclassificationReach } from '../ledger/events/index.js';
import { follow, type FollowedModel } from './followed-model.js';
import type { Rejudge } from './rejudge.js';
import type { RunHead, RunLog } from './run-log.js';

/** In what portions a run works. */
export interface RunPortions {
  /** Bounces judged in one turn of the event loop. */
  readonly turn: number;
  /** Verdicts in one append. */
  readonly append: number;
  /** Bounces judged after which progress is written down, so that a resumed run need not judge much again. */
  readonly checkpoint: number;
}

/** With two verdicts in each event an append stays well under its limit. */
export const DEFAULT_PORTIONS: RunPortions = { turn: 500, append: 250, checkpoint: 20_000 };

export interface RunOptions {
  readonly store: EventStore;
  readonly model: FollowedModel;
  readonly log: RunLog;
  readonly rulesetVersion: number;
  readonly rejudge: Rejudge;
  readonly portions: RunPortions;
  /** Stops between two appends; the run goes on from there another time. */
  readonly signal: AbortSignal;
}

/**
 * Judges all of history again, from where the run's stream stands, and records what is judged otherwise. Killed at any point
 * it goes on there: each append ends with how far it came, and says so in the same breath as what it found.
 * @returns how the run stands: `running` where the signal stopped it or another runner took it over
 * @throws NotFollowedError, EventStoreUnavailableError; the run may be taken up again
 */
export async function runHistory(options: RunOptions): Promise<RunHead | null> {
  const { model, log, rejudge, portions, signal } = options;
  let head = await log.head();
  if (head?.state !== 'running') return head;
  await follow(model, head.position);
  let { scanned, changed, throughBounceId } = head.reach;
  let after = throughBounceId === null ? 0 : reportNumberOf(model.source.database, throughBounceId);
  let found: NewEvent[] = [];
  let written = scanned;

  const reach = (): ReclassificationReach => ({ scanned, changed, throughBounceId });
  const write = async (current: RunHead): Promise<RunHead | null> => {
    const appended = await log.append(current, [...found, log.event('ReclassificationProgressed', reach())]);
    found = [];
    written = scanned;
    return appended;
  };

  for (;;) {
    if (signal.aborted) return head;
    const page = judgedBounces(model.source.database, after, portions.turn);
    for (const { sequence, facts, verdict } of page) {
      const { bounceId } = facts;
      const to = rejudge(facts, verdict);
      [scanned, after, throughBounceId] = [scanned + 1, sequence, bounceId];
      if (to === null) continue;
      changed += 1;
      found.push(log.event('BounceReclassified', { bounceId, from: verdict, to }));
      if (found.length < portions.append) continue;
      head = await write(head);
      if (head === null) return log.head();
    }
    if (scanned - written >= portions.checkpoint) {
      head = await write(head);
      if (head === null) return log.head();
    }
    if (page.length > 0) {
      await nextTurn();
    } else if (await isAtEnd(options, after)) {
      const { rulesetVersion } = options;
      const completed = log.event('ReclassificationCompleted', { rulesetVersion, ...reach() });
      await log.append(head, [...found, completed]);
      // Whoever completed or cancelled it: how it stands now is what counts.
      return log.head();
    }
  }
}

/** Whether no bounce follows: the read model may be behind the log. */
async function isAtEnd({ store, model }: RunOptions, after: number): Promise<boolean> {
  await follow(model, await lastMail(store));
  return judgedBounces(model.source.database, after, 1).length === 0;
}

async function lastMail(store: EventStore): Promise<GlobalPosition | null> {
  const filter = { by: 'stream', prefixes: ['mail-'] } as const;
  for await (const { position } of store.readAll({ direction: 'backwards', limit: 1, filter })) return position;
  return null;
}
