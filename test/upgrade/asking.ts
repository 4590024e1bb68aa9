import { createHash } from 'node:crypto';
import type { InstalledRelease } from './installed-release.js';

/** What is asked of a release: a path over HTTP, or a command line. */
export type Question = { readonly get: string } | { readonly command: readonly string[] };

/** A question, and what came back. */
export type Answered = Question & {
  /** HTTP status, or exit code. */
  readonly code: number | null;
  /**
   * JSON as it is, JSON Lines as a list, of a problem its type, and texts and bytes by their digest where they are
   * long.
   */
  readonly answer: unknown;
};

const MAX_CHARACTERS = 500;

/** Asks a release that is being served at `url`. */
export async function ask(question: Question, release: InstalledRelease, url: string): Promise<Answered> {
  if ('command' in question) {
    const { command } = question;
    const { exitCode, output } = await release.run(command);
    return { command, code: exitCode, answer: shortened(jsonLines(output)) };
  }
  const { get } = question;
  const response = await fetch(url + get);
  return { get, code: response.status, answer: shortened(await bodyOf(response)) };
}

async function bodyOf(response: Response): Promise<unknown> {
  const type = response.headers.get('content-type') ?? '';
  const bytes = Buffer.from(await response.arrayBuffer());
  if (type.startsWith('application/problem+json')) return (JSON.parse(bytes.toString()) as { type: unknown }).type;
  if (type.startsWith('application/json')) return JSON.parse(bytes.toString());
  if (type.startsWith('application/x-ndjson')) return jsonLines(bytes.toString());
  return bytes.toString('latin1');
}

function jsonLines(text: string): unknown[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
}

function shortened(value: unknown): unknown {
  if (typeof value === 'string' && value.length > MAX_CHARACTERS) {
    return `sha256:${createHash('sha256').update(value).digest('hex')} of ${value.length} characters`;
  }
  if (Array.isArray(value)) return value.map(shortened);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shortened(member)]));
}
