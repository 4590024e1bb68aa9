import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Classifier, compileRuleset, parseRuleset, reasonEntry } from '../../src/classification/index.js';
import { interpret } from '../../src/interpretation/index.js';
import { acceptedWords, agreement, labelledMails, type LabelledRecipient, scored } from './labelled-mails.js';

/**
 * Scores verdicts on the recipients that interpretation found, against labelled mails that are no part of the project.
 * The floors are what was reached; a change that falls below them made verdicts worse.
 */
const CORPORA = [
  { variable: 'CORPUS_DIR', floors: { hard: 0.92, reason: 0.85 } },
  { variable: 'CORPUS_MTA_DIR', floors: { hard: 0.98, reason: 0.93 } },
] as const;

function defaultClassifier(): Classifier {
  const parsed = parseRuleset(readFileSync(new URL('../../rulesets/default.yaml', import.meta.url), 'utf8'));
  if (!parsed.ok) throw new Error('the default ruleset has problems');
  return compileRuleset(parsed.ruleset, 1);
}

describe.each(CORPORA)('verdicts on the labelled mails of $variable', ({ variable, floors }) => {
  const directory = process.env[variable];
  const why = directory === undefined ? ` (skipped: ${variable} names no directory of labelled mails)` : '';

  it.skipIf(directory === undefined)(`agree with the labels as often as before${why}`, async () => {
    const classifier = defaultClassifier();
    const hard: boolean[] = [];
    const reason: boolean[] = [];
    for (const mail of labelledMails(directory ?? '')) {
      const { recipients } = await interpret(readFileSync(join(directory ?? '', mail.file)));
      for (const label of mail.recipients) {
        const facts = recipients.find((found) => isOf(label, found.recipient) || isOf(label, found.originalRecipient));
        if (facts === undefined) continue;
        const verdict = classifier.classify(facts);
        if (scored(label)) hard.push((verdict.type === 'hard') === label.hard);
        const words = acceptedWords(label);
        if (words !== null) reason.push(reasonEntry(verdict.reason).sisimai.some((word) => words.includes(word)));
      }
    }
    console.info(`${variable}: hard or not ${agreement(hard)}, reason ${agreement(reason)}`);
    expect(hard.filter(Boolean).length / hard.length).toBeGreaterThanOrEqual(floors.hard);
    expect(reason.filter(Boolean).length / reason.length).toBeGreaterThanOrEqual(floors.reason);
  });
});

function isOf({ address, altAddresses }: LabelledRecipient, found: string | null): boolean {
  const plain = (text: string): string => text.trim().toLowerCase().replace(/^<|>$/gu, '');
  return found !== null && [address, ...(altAddresses ?? [])].some((known) => plain(known) === plain(found));
}
