import { randomUUID } from 'node:crypto';
import type { EventStore, SubscriptionMessage } from '../../src/event-store/index.js';
import type { UnsavedEvent, RecordedEvent } from '../../src/events/index.js';

export function anEvent(overrides: Partial<UnsavedEvent> = {}): UnsavedEvent {
  return { id: randomUUID(), type: 'Happened', data: {}, metadata: { schemaVersion: 1 }, ...overrides };
}

export function someEvents(count: number, overrides: Partial<UnsavedEvent> = {}): UnsavedEvent[] {
  return Array.from({ length: count }, (_, index) => anEvent({ data: { index }, ...overrides }));
}

export async function collect<T>(iterable: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of iterable) items.push(item);
  return items;
}

export function idsOf(events: readonly { readonly id: string }[]): string[] {
  return events.map((event) => event.id);
}

export async function idsOfStream(store: EventStore, stream: string): Promise<string[]> {
  return idsOf(await collect(store.readStream(stream)));
}

/** Follows a subscription until the condition holds, and gives all that was delivered until then. */
export async function follow(
  subscription: AsyncIterable<SubscriptionMessage>,
  until: (messages: readonly SubscriptionMessage[]) => boolean,
): Promise<SubscriptionMessage[]> {
  const messages: SubscriptionMessage[] = [];
  for await (const message of subscription) {
    messages.push(message);
    if (until(messages)) break;
  }
  return messages;
}

export function eventsOf(messages: readonly SubscriptionMessage[]): RecordedEvent[] {
  return messages.flatMap((message) => (message.kind === 'events' ? message.events : []));
}

export function isCaughtUp(messages: readonly SubscriptionMessage[]): boolean {
  return messages.at(-1)?.kind === 'caughtUp';
}
