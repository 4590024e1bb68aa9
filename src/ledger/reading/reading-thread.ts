import { workerData } from 'node:worker_threads';
import { compileRuleset, type Ruleset } from '../../classification/index.js';
import type { InterpretationOptions } from '../../interpretation/index.js';
import type { ArrivedMail, MailReading } from './mail-reader.port.js';
import { readMail } from './read-mail.js';

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
}

const { ruleset, rulesetVersion, interpretation } = workerData as ReadingThreadData;
const classifier = compileRuleset(ruleset, rulesetVersion);

/** The readings of the task's mails, in their order. */
export async function readMails({ bytes, mails }: ReadingTask): Promise<MailReading[]> {
  const readings: MailReading[] = [];
  let start = 0;
  for (const { size, ...mail } of mails) {
    readings.push(await readMail({ ...mail, bytes: Buffer.from(bytes, start, size) }, classifier, interpretation));
    start += size;
  }
  return readings;
}
