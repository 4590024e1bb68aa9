import type { RecordedEvent } from '../../events/index.js';

/** Events that stand one after the other in the log and in their stream: one append carries them. */
export type AppendGroup = readonly [RecordedEvent, ...RecordedEvent[]];

const MAX_EVENTS = 200;
/** Well under what one append may carry; an event that is larger by itself goes alone. */
const MAX_CHARACTERS = 200_000;

/** Gathers what follows one another in a stream, in the log's order. */
export async function* appendGroups(events: AsyncIterable<RecordedEvent>): AsyncGenerator<AppendGroup, void> {
  let group: [RecordedEvent, ...RecordedEvent[]] | undefined;
  let characters = 0;
  for await (const event of events) {
    const size = JSON.stringify(event.data).length;
    const last = group?.at(-1);
    const follows = last?.stream === event.stream && last.revision + 1 === event.revision;
    if (group !== undefined && follows && group.length < MAX_EVENTS && characters + size <= MAX_CHARACTERS) {
      group.push(event);
      characters += size;
      continue;
    }
    if (group !== undefined) yield group;
    group = [event];
    characters = size;
  }
  if (group !== undefined) yield group;
}
