import { normaliseRecipient } from '../../../ledger/index.js';
import type { Finding } from '../changes.js';

/**
 * What the findings of one mail are known by in whatever reading: a bounce by its id, any other by its recipient and
 * how many of the same stand before it.
 */
export function namedFindings<Item>(
  items: readonly Item[],
  findingOf: (item: Item) => Finding,
): (readonly [name: string, item: Item])[] {
  const ordinals = new Map<string, number>();
  return items.map((item) => {
    const { kind, data } = findingOf(item);
    if (kind === 'bounce') return [data.bounceId, item];
    const name = `${kind} ${data.recipient === null ? '' : normaliseRecipient(data.recipient)}`;
    const ordinal = ordinals.get(name) ?? 0;
    ordinals.set(name, ordinal + 1);
    return [`${name} ${ordinal}`, item];
  });
}
