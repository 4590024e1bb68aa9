import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { dropStalled } from './drop-stalled.js';

/** A client that has not taken what was sent to it after so long is dropped: it holds a state of the read model. */
const MAX_STALL_MS = 60_000;

export type ListMediaType = 'csv' | 'ndjson';

const MEDIA_TYPES: Readonly<Record<ListMediaType, string>> = {
  csv: 'text/csv; charset=utf-8',
  ndjson: 'application/x-ndjson',
};

/** The form of a list that a client asks for; null: neither of the two. */
export function listTypeOf(accept: string | undefined): ListMediaType | null {
  if (accept?.includes('text/csv') === true) return 'csv';
  return accept !== undefined && /application\/(?:x-)?ndjson/.test(accept) ? 'ndjson' : null;
}

/** Answers with a list of any length, at its reader's pace. @param name of the file, without its ending */
export function listStream(
  text: AsyncIterable<string | Buffer>,
  {
    name,
    type,
    reply,
    length,
  }: {
    readonly name: string;
    readonly type: ListMediaType;
    readonly reply: FastifyReply;
    readonly length?: number;
  },
): StreamableFile {
  const drop = (): void => {
    reply.raw.destroy();
  };
  const body = Readable.from(dropStalled(text, { maxStallMs: MAX_STALL_MS, drop }), { objectMode: false });
  return new StreamableFile(body, {
    type: MEDIA_TYPES[type],
    disposition: `attachment; filename="${name}.${type}"`,
    ...(length !== undefined && { length }),
  });
}
