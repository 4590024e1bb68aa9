import { appendFileSync, existsSync, openSync, readFileSync, truncateSync } from 'node:fs';
import type { ProposedEvent } from './log.js';

/** One write to the log, with all of its events; null tombstones the stream. */
export interface JournalEntry {
  readonly stream: string;
  readonly storedAtMs: number;
  readonly events: readonly ProposedEvent[] | null;
}

const LINE_END = 0x0a;

/**
 * The writes of a log in a file, one line of JSON each, written before they are acknowledged. They survive a kill of
 * the process.
 */
export class Journal {
  /** What was written before this process. */
  readonly entries: readonly JournalEntry[];
  readonly #descriptor: number;

  constructor(file: string) {
    this.entries = existsSync(file) ? readWhole(file) : [];
    this.#descriptor = openSync(file, 'a', 0o600);
  }

  write(entry: JournalEntry): void {
    appendFileSync(this.#descriptor, `${JSON.stringify(entry, bytesAsText)}\n`);
  }
}

/** All complete lines. A line without its end was cut off by a kill before it was acknowledged, and is dropped. */
function readWhole(file: string): JournalEntry[] {
  const bytes = readFileSync(file);
  const end = bytes.lastIndexOf(LINE_END) + 1;
  truncateSync(file, end);
  const lines = bytes.toString('utf8', 0, end).split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line, textAsBytes) as JournalEntry);
}

function bytesAsText(_: string, value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;
}

function textAsBytes(key: string, value: unknown): unknown {
  return (key === 'data' || key === 'metadata') && typeof value === 'string' ? Buffer.from(value, 'base64') : value;
}
