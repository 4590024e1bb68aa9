import type { GlobalPosition } from '../../events/index.js';

/** A place in the `$all` stream: offsets in the transaction log, as the 64-bit numbers of the wire in decimal. */
export interface LogPosition {
  readonly commit: string;
  readonly prepare: string;
}

const NUMBER = '(0|[1-9][0-9]{0,19})';
const POSITION = new RegExp(`^${NUMBER}/${NUMBER}$`);

/** This store's positions are `commit/prepare`, in decimal. */
export function toPosition({ commit, prepare }: LogPosition): GlobalPosition {
  return `${commit}/${prepare}` as GlobalPosition;
}

/** @throws TypeError when the text is not a position of this store */
export function fromPosition(position: GlobalPosition): LogPosition {
  const [, commit, prepare] = POSITION.exec(position) ?? [];
  if (commit === undefined || prepare === undefined) {
    throw new TypeError(`no position of EventStoreDB: ${JSON.stringify(position)}`);
  }
  return { commit, prepare };
}

/** Negative, zero or positive as `a` stands before, at or after `b`. Beyond 2^53 a number would not be exact. */
export function comparePositions(a: GlobalPosition, b: GlobalPosition): number {
  const [left, right] = [fromPosition(a), fromPosition(b)];
  return compare(BigInt(left.commit), BigInt(right.commit)) || compare(BigInt(left.prepare), BigInt(right.prepare));
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : Number(a > b);
}
