import { hash } from 'node:crypto';
import { promisify } from 'node:util';
import { deflateRaw, deflateRawSync, inflateRaw } from 'node:zlib';
import type { LedgerEventOf, RawDigest } from '../../events/index.js';

/** Bytes of a mail in one chunk: incompressible, base64 and all, it stays under what one append may carry. */
export const CHUNK_BYTES = 512 * 1024;

/**
 * Up to here a piece is deflated at once: handing it to another thread would cost more. The small window costs 3 % of
 * the size of an ordinary bounce and saves two thirds of the time, most of which goes into clearing a large one. Output
 * comes in small pieces: the buffer of a stream that is done stays until V8 looks through old memory.
 */
const SMALL_PIECE_BYTES = 32 * 1024;
const SMALL_PIECE_OPTIONS = { level: 3, windowBits: 13, memLevel: 6, chunkSize: 2048 };
const deflateLarge = promisify(deflateRaw);
const inflate = promisify<Buffer, { maxOutputLength: number }, Buffer>(inflateRaw);

export type EvidenceChunk = LedgerEventOf<'EvidenceStored'>['data'];

/** How many chunks hold so many bytes; an empty mail has one, empty. */
export function chunkCount(size: number): number {
  return Math.max(1, Math.ceil(size / CHUNK_BYTES));
}

/** @param rawDigest the SHA-256 of all the bytes */
export async function encodeChunk(rawDigest: RawDigest, bytes: Buffer, chunk: number): Promise<EvidenceChunk> {
  const piece = bytes.subarray(chunk * CHUNK_BYTES, (chunk + 1) * CHUNK_BYTES);
  const isWhole = piece.length === bytes.length;
  return {
    rawDigest,
    chunk,
    chunks: chunkCount(bytes.length),
    size: piece.length,
    sha256: isWhole ? rawDigest : sha256(piece),
    content: (await deflate(piece)).toString('base64'),
  };
}

/** @throws EvidenceDamagedError when the bytes are not those that were stored */
export async function decodeChunk(stored: EvidenceChunk): Promise<Buffer> {
  try {
    const piece = await inflate(Buffer.from(stored.content, 'base64'), { maxOutputLength: CHUNK_BYTES });
    if (sha256(piece) === stored.sha256) return piece;
  } catch (cause) {
    throw new EvidenceDamagedError(stored.rawDigest, stored.chunk, { cause });
  }
  throw new EvidenceDamagedError(stored.rawDigest, stored.chunk);
}

/** The stored bytes do not have the digest that was stored with them. */
export class EvidenceDamagedError extends Error {
  readonly code = 'evidence-damaged';
  constructor(
    readonly rawDigest: RawDigest,
    readonly chunk: number,
    options?: ErrorOptions,
  ) {
    super(`evidence ${rawDigest}: chunk ${chunk} is damaged`, options);
    this.name = 'EvidenceDamagedError';
  }
}

async function deflate(piece: Buffer): Promise<Buffer> {
  return piece.length <= SMALL_PIECE_BYTES ? deflateRawSync(piece, SMALL_PIECE_OPTIONS) : deflateLarge(piece);
}

function sha256(bytes: Buffer): string {
  return hash('sha256', bytes);
}
