import { createReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { MailFileOptions, MailFileResult } from './mail-file.js';
import { looksLikeMbox, splitMbox } from './split-mbox.js';

/** The path that stands for standard input. */
const STANDARD_INPUT = '-';
const START_BYTES = 512;

/**
 * The mails at the paths, in the order given: a file is one mail or, where it begins like one and is not named .eml, an
 * mbox; a Maildir is the mails of its new/ and cur/; another directory is all files in it; `-` is standard input. Names
 * within a directory are read in their byte order. An unreadable file is reported in its place.
 */
export async function* readMailFiles(
  paths: readonly string[],
  options: MailFileOptions,
  standardInput: Readable = process.stdin,
): AsyncGenerator<MailFileResult> {
  for (const path of paths) {
    try {
      if (path === STANDARD_INPUT) yield* readStream(path, standardInput, options);
      else yield* readPath(path, options);
    } catch (error) {
      yield { file: path, error: describe(error) };
    }
  }
}

async function* readPath(path: string, options: MailFileOptions): AsyncGenerator<MailFileResult> {
  const found = await stat(path);
  if (found.isDirectory()) {
    for (const file of await filesOf(path)) yield* readMailFiles([file], options);
  } else if (!path.toLowerCase().endsWith('.eml') && looksLikeMbox(await startOf(path))) {
    yield* readMbox(path, createReadStream(path), options);
  } else if (found.size > options.maxMailBytes) {
    yield { file: path, error: tooLarge(options) };
  } else {
    yield* readStream(path, createReadStream(path), options);
  }
}

/** The files below a directory; of a Maildir those in new/ and cur/. Hidden ones are skipped. */
async function filesOf(directory: string): Promise<string[]> {
  const entries = (await readdir(directory, { withFileTypes: true })).filter(({ name }) => !name.startsWith('.'));
  const names = entries.map(({ name }) => name);
  const isMaildir = names.includes('cur') && names.includes('new');
  const wanted = isMaildir ? entries.filter(({ name }) => name === 'cur' || name === 'new') : entries;
  return wanted.map(({ name }) => join(directory, name)).sort(byBytes);
}

async function startOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(START_BYTES), 0, START_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** One mail, or an mbox where it begins like one: for standard input that shows only once it is read. */
async function* readStream(file: string, stream: Readable, options: MailFileOptions): AsyncGenerator<MailFileResult> {
  const chunks: Buffer[] = [];
  let size = 0;
  const reader = stream as AsyncIterable<Buffer>;
  for await (const chunk of reader) {
    if (file === STANDARD_INPUT && size === 0 && looksLikeMbox(chunk)) {
      yield* readMbox(file, prepended(chunk, reader), options);
      return;
    }
    size += chunk.length;
    if (size > options.maxMailBytes) {
      yield { file, error: tooLarge(options) };
      return;
    }
    chunks.push(chunk);
  }
  yield { file, bytes: Buffer.concat(chunks) };
}

async function* readMbox(
  path: string,
  chunks: AsyncIterable<Buffer>,
  options: MailFileOptions,
): AsyncGenerator<MailFileResult> {
  let number = 0;
  for await (const mail of splitMbox(chunks, options.maxMailBytes)) {
    const file = `${path}#${++number}`;
    yield 'bytes' in mail ? { file, bytes: mail.bytes } : { file, error: tooLarge(options) };
  }
}

async function* prepended(first: Buffer, following: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* following;
}

function tooLarge({ maxMailBytes }: MailFileOptions): string {
  return `larger than ${maxMailBytes} bytes`;
}

function byBytes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function describe(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return 'no such file';
  if (code === 'EACCES') return 'permission denied';
  return error instanceof Error ? error.message : String(error);
}
