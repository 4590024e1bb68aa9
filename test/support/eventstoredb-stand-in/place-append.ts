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
 * What has expired still counts: `no-stream` never holds again.
 */
export function placeAppend(
  events: readonly Identified[],
  expected: ExpectedVersion,
  proposed: readonly Identified[],
): Placement {
  const last = events.length - 1;
  if (expected === 'any') {
    const found = events.findIndex((event) => event.id === proposed[0]?.id);
    return found === -1 ? { kind: 'at-end' } : alreadyAt(events, found, proposed);
  }
  if ((expected === 'no-stream' ? -1 : expected) === last) return { kind: 'at-end' };
  return alreadyAt(events, expected === 'no-stream' ? 0 : expected + 1, proposed);
}

function alreadyAt(events: readonly Identified[], start: number, proposed: readonly Identified[]): Placement {
  const all = proposed.every((event, index) => events[start + index]?.id === event.id);
  return all
    ? { kind: 'already-at', lastRevision: start + proposed.length - 1 }
    : { kind: 'wrong-version', current: events.length === 0 ? null : events.length - 1 };
}
