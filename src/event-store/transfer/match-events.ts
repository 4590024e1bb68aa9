import type { Retirement } from '../index.js';
import type { RecordedEvent } from '../../events/index.js';

/** The target holds something else than the source: it is not a copy of it, or somebody else wrote to it. */
export class CopyDivergedError extends Error {
  readonly code = 'copy-diverged';
  constructor(
    readonly found: RecordedEvent | null,
    readonly wanted: RecordedEvent | null,
  ) {
    super(`the target is not a copy: it has ${place(found)} where the source has ${place(wanted)}`);
    this.name = 'CopyDivergedError';
  }
}

/**
 * Goes through both logs in step, event by event, until the target ends. What the target still shows of a stream with
 * an age or a tombstone may be gone from the source since it was copied.
 *
 * @returns the source's next event, null at its end
 * @throws CopyDivergedError
 */
export async function matchEvents(
  source: AsyncIterator<RecordedEvent, void>,
  target: AsyncIterable<RecordedEvent>,
  retirements: ReadonlyMap<string, Retirement>,
  onMatch: () => void,
): Promise<RecordedEvent | null> {
  let wanted = await next(source);
  for await (const found of target) {
    const retirable = retirements.has(found.stream);
    if (wanted !== null && isSame(found, wanted) && (retirable || found.revision === wanted.revision)) {
      onMatch();
      wanted = await next(source);
    } else if (!retirable) {
      throw new CopyDivergedError(found, wanted);
    }
  }
  return wanted;
}

async function next(events: AsyncIterator<RecordedEvent, void>): Promise<RecordedEvent | null> {
  const result = await events.next();
  return result.done === true ? null : result.value;
}

function isSame(a: RecordedEvent, b: RecordedEvent): boolean {
  return (
    a.id === b.id &&
    a.stream === b.stream &&
    a.type === b.type &&
    JSON.stringify(a.data) === JSON.stringify(b.data) &&
    JSON.stringify(a.metadata) === JSON.stringify(b.metadata)
  );
}

function place(event: RecordedEvent | null): string {
  return event === null
    ? 'no further event'
    : `event ${event.id} (position ${event.position}, revision ${event.revision} of ${event.stream})`;
}
