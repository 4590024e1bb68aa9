import type { EventStore } from '../../event-store/index.js';
import { eventOfType, type GlobalPosition, parseInstant, type RecordedEvent, streams } from '../../events/index.js';
import { type Ledger } from '../../ledger/index.js';
import type { AsOfPoint } from '../../read-model/engine/index.js';
import { compileDocument, UnknownRulesetError } from '../rulesets/index.js';
import { NoSuchPointError } from './errors.js';
import type { LogPrefixOptions } from './log-prefix.js';
import { underRuleset } from './under-ruleset.js';

/** So long after an instant what was stored at it may still be on its way into the log. */
const SETTLED_AFTER_MS = 60_000;

/** A as-of state that is asked for, as the log tells it. */
export interface AsOfQuestion {
  /** The same for whatever has the same answer. */
  readonly key: string;
  readonly prefix: LogPrefixOptions;
  /** The instant at which expiry is decided; null: when the last event was stored. */
  readonly instant: Date | null;
}

/** @throws NoSuchPointError, UnknownRulesetError, EventStoreUnavailableError */
export async function questionOf(ledger: Ledger, { asOf, rulesetVersion }: AsOfPoint): Promise<AsOfQuestion> {
  const { store, clock } = ledger;
  const head = await store.head();
  const end = asOf === undefined ? endNow(store, head, clock()) : endAt(store, head, clock(), asOf);
  if (rulesetVersion === undefined) {
    return { ...end, prefix: { endsBefore: end.endsBefore, replace: (event) => event, first: [] } };
  }
  const published = await publication(store, rulesetVersion);
  const { document } = eventOfType(published, 'RulesetPublished').data;
  const replace = underRuleset(compileDocument(document, rulesetVersion, `ruleset ${rulesetVersion}`));
  return {
    ...end,
    key: `${end.key} under ruleset ${rulesetVersion}`,
    prefix: { endsBefore: end.endsBefore, replace: replace, first: [published] },
  };
}

type End = Pick<AsOfQuestion, 'key' | 'instant'> & Pick<LogPrefixOptions, 'endsBefore'>;

function endNow(store: EventStore, head: GlobalPosition | null, instant: Date): End {
  return { key: `position ${head ?? '0'}`, instant, endsBefore: after(store, head) };
}

function endAt(store: EventStore, head: GlobalPosition | null, now: Date, asOf: string): End {
  const time = parseInstant(asOf);
  if (time === null) return endAtPosition(store, head, asOf);
  const instant = new Date(time);
  const at = instant.getTime();
  if (at > now.getTime()) throw new NoSuchPointError(asOf, 'has not come yet');
  const isSettled = now.getTime() - at > SETTLED_AFTER_MS;
  return {
    key: `time ${time}${isSettled ? '' : ` of position ${head ?? '0'}`}`,
    instant,
    endsBefore: ({ storedAt }) => Date.parse(storedAt) > at,
  };
}

function endAtPosition(store: EventStore, head: GlobalPosition | null, asOf: string): End {
  const position = asOf as GlobalPosition;
  let isReached: boolean;
  try {
    isReached = store.compare(position, head ?? position) <= 0 && head !== null;
  } catch {
    throw new NoSuchPointError(asOf, 'is neither a time with an offset nor a position of this log');
  }
  if (!isReached) throw new NoSuchPointError(asOf, 'is a position that the log has not reached');
  return { key: `position ${asOf}`, instant: null, endsBefore: after(store, position) };
}

function after(store: EventStore, end: GlobalPosition | null): LogPrefixOptions['endsBefore'] {
  return ({ position }) => end === null || store.compare(position, end) > 0;
}

async function publication(store: EventStore, version: number): Promise<RecordedEvent> {
  for await (const event of store.readStream(streams.ruleset, { from: version - 1, limit: 1 })) return event;
  throw new UnknownRulesetError(version);
}
