/** What the writer expects of the stream; `stream-exists` is not used by the adapter. */
export type ExpectedVersion = number | 'no-stream' | 'any';

export type Placement =
  | { readonly kind: 'at-end' }
  /** Every event is already there: acknowledged again. */
  | { readonly kind: 'already-at'; readonly lastRevision: number }
  | { readonly kind: 'wrong-version'; readonly current: number | null };

interface Identified {
  readonly id: string;
}

/**
 * Where an append goes, by the server's rules. A retry is recognised by its event ids at the expected place, or
 * anywhere in the stream if it expected nothing. An append that is only partly there is a wrong version.
 *
 * @param isOver whether no event of the stream can be read any more, so that `no-stream` holds
 */
export function placeAppend(
  events: readonly Identified[],
  isOver: boolean,
  expected: ExpectedVersion,
  proposed: readonly Identified[],
): Placement {
  const last = events.length - 1;
  if (expected === 'any') {
    const found = events.findIndex((event) => event.id === proposed[0]?.id);
    return found === -1 ? { kind: 'at-end' } : alreadyAt(events, found, isOver, proposed);
  }
  if (expected === 'no-stream' ? isOver : expected === last) return { kind: 'at-end' };
  return alreadyAt(events, expected === 'no-stream' ? 0 : expected + 1, isOver, proposed);
}

function alreadyAt(
  events: readonly Identified[],
  start: number,
  isOver: boolean,
  proposed: readonly Identified[],
): Placement {
  const all = proposed.every((event, index) => events[start + index]?.id === event.id);
  return all
    ? { kind: 'already-at', lastRevision: start + proposed.length - 1 }
    : { kind: 'wrong-version', current: isOver ? null : events.length - 1 };
}
