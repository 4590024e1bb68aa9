import type { GlobalPosition } from '../../../events/index.js';

/** This store's positions are the event's number in the whole log, from 1, in decimal. */
export function toPosition(sequence: number): GlobalPosition {
  return String(sequence) as GlobalPosition;
}

/** @throws TypeError when the text is not a position of this store */
export function fromPosition(position: GlobalPosition): number {
  const sequence = /^(0|[1-9]\d{0,15})$/.test(position) ? Number(position) : Number.NaN;
  if (!Number.isSafeInteger(sequence)) {
    throw new TypeError(`no position of the embedded event store: ${JSON.stringify(position)}`);
  }
  return sequence;
}
