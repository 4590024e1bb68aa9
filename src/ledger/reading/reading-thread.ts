import { workerData } from 'node:worker_threads';
import { move, Piscina } from 'piscina';
import { compileRuleset, type Ruleset } from '../../classification/index.js';
import type { InterpretationOptions } from '../../interpretation/index.js';
import type { ArrivedMail, MailReading } from './mail-reader.port.js';
import { readMails } from './read-mails.js';

/** What a thread is made for: one ruleset. */
export interface ReadingThreadData {
  readonly ruleset: Ruleset;
  readonly rulesetVersion: number;
  readonly interpretation: InterpretationOptions | undefined;
}

/** Mails whose bytes stand one after another in one buffer, which moves between threads instead of being copied. */
export interface ReadingTask {
  readonly bytes: ArrayBuffer;
  readonly mails: readonly (Omit<ArrivedMail, 'bytes'> & { readonly size: number })[];
  /** The bytes move back when they were read. */
  readonly isWantedBack: boolean;
}

export interface TaskReadings {
  /** Of the task's mails, in their order. */
  readonly readings: readonly MailReading[];
  readonly back: ArrayBuffer | null;
}

const { ruleset, rulesetVersion, interpretation } = workerData as ReadingThreadData;
const classifier = compileRuleset(ruleset, rulesetVersion);

/** Reads the task's mails. Their bytes are given back, or given up now, not at some garbage collection. */
export async function readTask({ bytes, mails, isWantedBack }: ReadingTask): Promise<TaskReadings> {
  let end = 0;
  const arrived = mails.map(({ size, ...mail }) => ({
    ...mail,
    bytes: Buffer.from(bytes, (end += size) - size, size),
  }));
  const readings = await readMails(arrived, classifier, interpretation);
  if (isWantedBack) return moving({ readings, back: bytes }, [bytes]);
  bytes.transfer(0);
  return { readings, back: null };
}

/** The value, of which these parts move to whoever asked instead of being copied. */
function moving<T extends object>(value: T, parts: readonly ArrayBuffer[]): T {
  const marked = { [Piscina.transferableSymbol]: parts, [Piscina.valueSymbol]: value };
  // Piscina declares its symbols as any symbol, and takes the marks off on the way.
  return move(marked as unknown as Parameters<typeof move>[0]) as unknown as T;
}
