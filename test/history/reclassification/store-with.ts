import type { EventStore } from '../../../src/event-store/index.js';

/** The store, with other ways to append: for tests that hold appends, or let them fail. */
export function storeWith(store: EventStore, { append }: Pick<EventStore, 'append'>): EventStore {
  return new Proxy(store, {
    get(target, name) {
      if (name === 'append') return append;
      const member: unknown = Reflect.get(target, name);
      return typeof member === 'function' ? (member.bind(target) as unknown) : member;
    },
  });
}
