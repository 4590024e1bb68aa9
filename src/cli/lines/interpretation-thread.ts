import { workerData } from 'node:worker_threads';
import { compileRuleset, type Ruleset } from '../../classification/index.js';
import type { InterpretationOptions } from '../../interpretation/index.js';
import type { UnreadableMailFile } from '../mail-files/index.js';
import { interpretationLine } from './interpretation-line.js';

/** The data that a thread is created with. */
export interface InterpretationThreadData {
  readonly ruleset: Ruleset;
  readonly rulesetVersion: number;
  readonly options: InterpretationOptions;
}

export interface ThreadMail {
  readonly file: string;
  /** In separate memory, which is transferred between threads instead of copied. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const { ruleset, rulesetVersion, options } = workerData as InterpretationThreadData;
const classifier = compileRuleset(ruleset, rulesetVersion);

/** The lines of the mails, in their order; unreadable files are reported in their place. */
export function linesOf(mails: readonly (ThreadMail | UnreadableMailFile)[]): (string | UnreadableMailFile)[] {
  const lines: (string | UnreadableMailFile)[] = [];
  for (const mail of mails) {
    if ('error' in mail) lines.push(mail);
    else {
      const bytes = Buffer.from(mail.bytes.buffer);
      lines.push(interpretationLine({ file: mail.file, bytes }, classifier, options));
    }
  }
  return lines;
}
