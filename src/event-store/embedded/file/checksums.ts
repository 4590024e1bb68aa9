import { crc32 } from 'node:zlib';

/** What an event's checksum covers. */
export interface EventColumns {
  readonly stream: string;
  readonly revision: number;
  /** In ms since the epoch. */
  readonly storedAt: number;
  readonly type: string;
  readonly id: string;
  /** JSON, as it is stored. */
  readonly metadata: string;
  readonly data: string;
}

/** What a stream's checksum covers. Its name and id are in an index too, and in its events. */
export interface StreamColumns {
  /** Of the last event, -1 before the first. */
  readonly revision: number;
  readonly firstRevision: number;
  readonly maxAgeSeconds: number | null;
  readonly tombstoned: boolean;
}

const FACTORS = [0x9e3779b1, 0x85ebca77, 0xc2b2ae3d] as const;

/**
 * The checksum of an event's row: CRC-32 (RFC 1952, section 8) over its texts, which finds every change of up to 32
 * bits in a row, and its numbers multiplied by odd ones, so that no change of one number is lost either: as text they
 * would cost more than that. It finds what a disk changed, which SQLite does not notice. It proves nothing against a
 * person, who can write another.
 */
export function eventChecksum({ stream, revision, storedAt, type, id, metadata, data }: EventColumns): number {
  const texts = crc32(`${stream}\n${type}\n${id}\n${metadata}\n${data}`);
  return (texts ^ mixed(revision, FACTORS[0]) ^ mixed(storedAt, FACTORS[1])) >>> 0;
}

/** The checksum of a stream's row. */
export function streamChecksum({ revision, firstRevision, maxAgeSeconds, tombstoned }: StreamColumns): number {
  const life = mixed(revision, FACTORS[0]) ^ mixed(firstRevision, FACTORS[1]);
  return (life ^ mixed(maxAgeSeconds ?? -1, FACTORS[2]) ^ Number(tombstoned)) >>> 0;
}

/** Both halves of a whole number, of 53 bits at most. */
function mixed(value: number, odd: number): number {
  return Math.imul(value | 0, odd) ^ Math.imul(Math.floor(value / 2 ** 32) | 0, odd + 2);
}
