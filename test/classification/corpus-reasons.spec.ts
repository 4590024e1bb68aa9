import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Classifier, compileRuleset, parseRuleset, reasonEntry } from '../../src/classification/index.js';
import { interpret } from '../../src/interpretation/index.js';
import { knownReason } from './known-differences.js';
import { acceptedWords, agreement, labelledMails, type LabelledRecipient, scored } from './labelled-mails.js';

/**
 * Scores verdicts on the recipients that interpretation found, against labelled mails that are no part of the project.
 * The floors are what was reached on all labels and on those that we believe; a change that falls below them made
 * verdicts worse.
 */
const CORPORA = [
  { variable: 'CORPUS_DIR', floors: { hard: 0.932, reason: 0.88, believedHard: 0.999, believedReason: 0.97 } },
  { variable: 'CORPUS_WORDINGS_DIR', floors: { hard: 0.96, reason: 0.94, believedHard: 0.96, believedReason: 0.94 } },
  { variable: 'CORPUS_MTA_DIR', floors: { hard: 0.98, reason: 0.93, believedHard: 0.98, believedReason: 0.93 } },
] as const;

function defaultClassifier(): Classifier {
  const parsed = parseRuleset(readFileSync(new URL('../../rulesets/default.yaml', import.meta.url), 'utf8'));
  if (!parsed.ok) throw new Error('the default ruleset has problems');
  return compileRuleset(parsed.ruleset, 1);
}

describe.each(CORPORA)('verdicts on the labelled mails of $variable', ({ variable, floors }) => {
  const directory = process.env[variable];
  const why = directory === undefined ? ` (skipped: ${variable} names no directory of labelled mails)` : '';

  it.skipIf(directory === undefined)(`agree with the labels as often as before${why}`, () => {
    const classifier = defaultClassifier();
    const results: { readonly hard: boolean | null; readonly reason: boolean | null; readonly believed: boolean }[] =
      [];
    const differing: string[] = [];
    for (const mail of labelledMails(directory ?? '')) {
      const { recipients } = interpret(readFileSync(join(directory ?? '', mail.file)));
      const known = knownReason(mail.file);
      for (const label of mail.recipients) {
        const facts = recipients.find((found) => isOf(label, found.recipient) || isOf(label, found.originalRecipient));
        if (facts === undefined) continue;
        const verdict = classifier.classify(facts);
        const words = acceptedWords(label);
        const hard = scored(label) ? (verdict.type === 'hard') === label.hard : null;
        const reason = words && reasonEntry(verdict.reason).sisimai.some((word) => words.includes(word));
        const differs = known === verdict.reason && (hard === false || reason === false);
        if (differs) differing.push(mail.file);
        results.push({ hard, reason, believed: !differs });
      }
      if (known !== undefined) expect.soft(differing, 'known to differ from its label').toContain(mail.file);
    }
    const believed = results.filter((result) => result.believed);
    const agreed = {
      hard: given(results.map(({ hard }) => hard)),
      reason: given(results.map(({ reason }) => reason)),
      believedHard: given(believed.map(({ hard }) => hard)),
      believedReason: given(believed.map(({ reason }) => reason)),
    };
    const told = Object.entries(agreed).map(([name, each]) => `${name} ${agreement(each)}`);
    console.info(`${variable}: ${told.join(', ')}`);
    for (const [name, least] of Object.entries(floors)) {
      const each = agreed[name as keyof typeof agreed];
      expect.soft(each.filter(Boolean).length / each.length, name).toBeGreaterThanOrEqual(least);
    }
  });
});

/** Without what is not scored. */
function given(results: readonly (boolean | null)[]): readonly boolean[] {
  return results.filter((result) => result !== null);
}

function isOf({ address, altAddresses }: LabelledRecipient, found: string | null): boolean {
  const plain = (text: string): string => text.trim().toLowerCase().replace(/^<|>$/gu, '');
  return found !== null && [address, ...(altAddresses ?? [])].some((known) => plain(known) === plain(found));
}
