import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { UnusableListError } from '../list-error.js';

/** RFC 1952, 2.3.1. */
const GZIP_MAGIC = Buffer.from([0x1f, 0x8b]);

export type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/**
 * The bytes of a list, decompressed if they are gzip, which they say themselves.
 * @throws UnusableListError if the gzip data are damaged or cut short
 */
export async function* plainBytes(chunks: Chunks): AsyncGenerator<Buffer, void> {
  const bytes = asBuffers(chunks);
  const start = await atLeast(bytes, GZIP_MAGIC.length);
  const whole = Readable.from(joined(start, bytes), { objectMode: false });
  if (!start.subarray(0, GZIP_MAGIC.length).equals(GZIP_MAGIC)) {
    yield* whole as AsyncIterable<Buffer>;
    return;
  }
  const gunzip = createGunzip();
  pipeline(whole, gunzip, () => undefined);
  try {
    yield* gunzip as AsyncIterable<Buffer>;
  } catch (error) {
    if (whole.errored !== null) throw whole.errored;
    throw new UnusableListError('the gzip data are damaged or cut short', null, { cause: error });
  }
}

async function* asBuffers(chunks: Chunks): AsyncGenerator<Buffer, void> {
  for await (const chunk of chunks) yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
}

async function atLeast(bytes: AsyncGenerator<Buffer, void>, length: number): Promise<Buffer> {
  let start = Buffer.alloc(0);
  while (start.length < length) {
    const { value, done } = await bytes.next();
    if (done === true) break;
    start = Buffer.concat([start, value]);
  }
  return start;
}

async function* joined(start: Buffer, others: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  if (start.length > 0) yield start;
  yield* others;
}
