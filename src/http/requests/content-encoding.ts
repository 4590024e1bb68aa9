import { pipeline, Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { ProblemError } from '../problems/problems.js';

const DECODERS: ReadonlyMap<string, () => Transform> = new Map([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
]);

/**
 * Decodes bodies by their Content-Encoding (RFC 9110, 8.4). Decoded bytes count towards a body's limit, so a small body
 * cannot grow beyond it. An encoding that is not known, or more than one, is answered with 415.
 */
export function decodeBodies(server: FastifyInstance): void {
  server.addHook('preParsing', (request, _reply, payload, done) => {
    const encoding = request.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
    if (encoding === 'identity') {
      done(null, payload);
      return;
    }
    const decoder = DECODERS.get(encoding);
    if (decoder === undefined) {
      done(new ProblemError('unsupported-media-type', `bodies are not accepted with Content-Encoding: ${encoding}`));
      return;
    }
    done(null, decoded(payload as Readable, decoder(), encoding));
  });
}

function decoded(payload: Readable, decoder: Transform, encoding: string): Readable {
  let received = 0;
  payload.on('data', (chunk: Buffer) => {
    received += chunk.length;
  });
  pipeline(payload, decoder, () => undefined);
  const bytes = Readable.from(chunksOf(decoder, encoding), { objectMode: false });
  // Fastify holds it against Content-Length.
  return Object.defineProperty(bytes, 'receivedEncodedLength', { get: () => received });
}

async function* chunksOf(decoder: Transform, encoding: string): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of decoder) yield chunk as Buffer;
  } catch {
    throw new ProblemError('malformed-body', `the body is not ${encoding}, as its Content-Encoding says`);
  }
}
