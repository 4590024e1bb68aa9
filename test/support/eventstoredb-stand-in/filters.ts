import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import type { StoredEvent } from './log.js';

type FilterOptions = ReadReq.Options.FilterOptions;

/** The server's default: events examined between two checks of the checkpoint interval. */
const DEFAULT_WINDOW = 32;

/** What a filter admits: events whose stream or type starts with a prefix or matches an expression. */
export function matcherOf(filter: FilterOptions | undefined): (event: StoredEvent) => boolean {
  if (filter === undefined) return () => true;
  const byStream = filter.hasStreamIdentifier();
  const expression = byStream ? filter.getStreamIdentifier() : filter.getEventType();
  const prefixes = expression?.getPrefixList() ?? [];
  const regex = new RegExp(expression?.getRegex() ?? '', 'u');
  return (event) => {
    const text = byStream ? event.stream : event.type;
    return prefixes.length > 0 ? prefixes.some((prefix) => text.startsWith(prefix)) : regex.test(text);
  };
}

/** Events examined between two checkpoints; null without a filter. */
export function windowOf(filter: FilterOptions | undefined): number | null {
  if (filter === undefined) return null;
  return (filter.hasMax() ? filter.getMax() : DEFAULT_WINDOW) * filter.getCheckpointintervalmultiplier();
}
