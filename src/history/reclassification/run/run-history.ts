import { setImmediate as nextTurn } from 'node:timers/promises';
import { bounceIdOfFinding, findingNumberOf } from '../../../read-model/bounces/index.js';
import type { EventStore } from '../../../event-store/index.js';
import type { GlobalPosition, ReclassificationReach, UnsavedEvent } from '../../../events/index.js';
import { follow, type FollowedModel } from '../followed-model.js';
import { reclassifyPage } from '../reclassify-page.js';
import type { Reclassifier } from '../reclassifier.js';
import type { RunHead, RunLog } from './run-log.js';

/** In what portions a run works. */
export interface RunPortions {
  /** Bounces classified in one turn of the event loop. */
  readonly turn: number;
  /** Verdicts, and at most a turn's more, in one append. */
  readonly append: number;
  /** Bounces classified after which progress is written down, so that a resumed run need not reclassify much again. */
  readonly checkpoint: number;
}

/** At most 250 events, of two verdicts each, are an append that stays well under its limit. */
export const DEFAULT_PORTIONS: RunPortions = { turn: 200, append: 50, checkpoint: 20_000 };

export interface RunOptions {
  readonly store: EventStore;
  readonly model: FollowedModel;
  readonly log: RunLog;
  readonly rulesetVersion: number;
  readonly reclassifier: Reclassifier;
  readonly portions: RunPortions;
  /** Stops between two appends; a later start continues the run from there. */
  readonly signal: AbortSignal;
}

/**
 * Reclassifies all of history, from where the run's stream stands, and records what is classified differently. Killed
 * at any point it goes on there: each append ends with how far it came, and says so in the same breath as what it
 * found.
 * @returns how the run stands: `running` where the signal stopped it or another runner took it over
 * @throws NotFollowedError, EventStoreUnavailableError; the run may be taken up again
 */
export async function runHistory(options: RunOptions): Promise<RunHead | null> {
  const { model, log, reclassifier, portions, signal } = options;
  let head = await log.head();
  if (head?.state !== 'running') return head;
  await follow(model, head.position);
  const { throughBounceId } = head.reach;
  let { scanned, changed } = head.reach;
  let after = throughBounceId === null ? 0 : findingNumberOf(model.source.database, throughBounceId);
  let found: UnsavedEvent[] = [];
  let written = scanned;

  const reach = (): ReclassificationReach => {
    return { scanned, changed, throughBounceId: bounceIdOfFinding(model.source.database, after) };
  };
  const write = async (current: RunHead): Promise<RunHead | null> => {
    const appended = await log.append(current, [...found, log.event('ReclassificationProgressed', reach())]);
    found = [];
    written = scanned;
    return appended;
  };

  for (;;) {
    if (signal.aborted) return head;
    const page = reclassifyPage(model.source.database, reclassifier, after, portions.turn);
    scanned += page.scanned;
    changed += page.changed.length;
    after = page.through;
    found.push(
      ...page.changed.map(({ bounceId, from, to }) => log.event('BounceReclassified', { bounceId, from, to })),
    );
    if (found.length >= portions.append) {
      head = await write(head);
      if (head === null) return log.head();
    }
    if (scanned - written >= portions.checkpoint) {
      head = await write(head);
      if (head === null) return log.head();
    }
    if (page.scanned > 0) {
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
async function isAtEnd({ store, model, reclassifier }: RunOptions, after: number): Promise<boolean> {
  await follow(model, await lastMail(store));
  return reclassifyPage(model.source.database, reclassifier, after, 1).scanned === 0;
}

async function lastMail(store: EventStore): Promise<GlobalPosition | null> {
  const filter = { by: 'stream', prefixes: ['mail-'] } as const;
  for await (const { position } of store.readAll({ direction: 'backwards', limit: 1, filter })) return position;
  return null;
}
