import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import type { EventFilter, ReadDirection } from '../event-store.port.js';
import { assertPrefix } from '../names.js';
import type { LogPosition } from './position.js';

/** Events that the server examines at a time, and between two checkpoints of a filtered subscription. */
const SEARCH_WINDOW = 500;
const WINDOWS_PER_CHECKPOINT = 2;

/** Types of the server itself begin with `$`: statistics, metadata, links. They never travel. */
const OF_NO_SYSTEM_TYPE = '^[^$]';

const { Options } = streams.ReadReq;

/** @param stream any name, system streams included */
export function streamRequest(stream: string, direction: ReadDirection, from: number | null, count: number): ReadReq {
  const where = new Options.StreamOptions().setStreamIdentifier(
    new shared.StreamIdentifier().setStreamName(Buffer.from(stream, 'utf8')),
  );
  if (from !== null) {
    where.setRevision(String(from));
  } else if (direction === 'forwards') {
    where.setStart(new shared.Empty());
  } else {
    where.setEnd(new shared.Empty());
  }
  return request(options(direction).setStream(where).setCount(String(count)).setNoFilter(new shared.Empty()));
}

/** Reads the log from a position: inclusive forwards, exclusive backwards, as the server takes it. */
export function allRequest(
  direction: ReadDirection,
  from: LogPosition | null,
  filter: EventFilter | undefined,
): ReadReq {
  const wanted = options(direction).setAll(allOptions(direction, from)).setFilter(filterOptions(filter));
  return request(wanted.setCount(String(Number.MAX_SAFE_INTEGER)));
}

/** Reads the last event of the log, of whatever kind. */
export function headRequest(): ReadReq {
  const wanted = options('backwards').setAll(allOptions('backwards', null)).setNoFilter(new shared.Empty());
  return request(wanted.setCount('1'));
}

/** Follows the log after a position, exclusive. */
export function subscriptionRequest(from: LogPosition | null, filter: EventFilter | undefined): ReadReq {
  const wanted = options('forwards').setAll(allOptions('forwards', from)).setFilter(filterOptions(filter));
  return request(wanted.setSubscription(new Options.SubscriptionOptions()));
}

function request(wanted: ReadReq.Options): ReadReq {
  return new streams.ReadReq().setOptions(wanted);
}

function options(direction: ReadDirection): ReadReq.Options {
  const { FORWARDS, BACKWARDS } = Options.ReadDirection;
  return new Options()
    .setReadDirection(direction === 'forwards' ? FORWARDS : BACKWARDS)
    .setResolveLinks(false)
    .setUuidOption(new Options.UUIDOption().setString(new shared.Empty()));
}

function allOptions(direction: ReadDirection, from: LogPosition | null): ReadReq.Options.AllOptions {
  if (from !== null) {
    const position = new Options.Position().setCommitPosition(from.commit).setPreparePosition(from.prepare);
    return new Options.AllOptions().setPosition(position);
  }
  const start = new Options.AllOptions();
  return direction === 'forwards' ? start.setStart(new shared.Empty()) : start.setEnd(new shared.Empty());
}

/** @throws TypeError when a prefix is one that no name can have */
function filterOptions(filter: EventFilter | undefined): ReadReq.Options.FilterOptions {
  const expression = new Options.FilterOptions.Expression();
  const wanted = new Options.FilterOptions()
    .setMax(SEARCH_WINDOW)
    .setCheckpointintervalmultiplier(WINDOWS_PER_CHECKPOINT);
  filter?.prefixes.forEach(assertPrefix);
  if (filter === undefined || filter.prefixes.includes('')) {
    return wanted.setEventType(expression.setRegex(OF_NO_SYSTEM_TYPE));
  }
  expression.setPrefixList([...filter.prefixes]);
  return filter.by === 'stream' ? wanted.setStreamIdentifier(expression) : wanted.setEventType(expression);
}
