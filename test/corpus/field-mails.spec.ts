import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileDocument, defaultRulesetDocument } from '../../src/history/rulesets/index.js';
import { interpret } from '../../src/interpretation/index.js';

const VARIABLE = 'CORPUS_FIELD_DIR';
const directory = process.env[VARIABLE];
const why = directory === undefined ? ` (skipped: ${VARIABLE} names no directory of labelled mails)` : '';

/** A mail whose right answers are lists of what is right; null: not decided. */
interface FieldMail {
  readonly file: string;
  readonly kind: readonly string[];
  readonly recipients:
    | readonly {
        readonly address: string | null;
        readonly status?: readonly string[] | null;
        readonly type?: readonly string[] | null;
        readonly reason?: readonly string[] | null;
      }[]
    | null;
}

const among = (right: readonly string[] | null | undefined, value: string | null) =>
  right === null || right === undefined || (value !== null && right.includes(value));
const plain = (address: string | null) => (address ?? '').toLowerCase();

describe('mails rebuilt from reports of the field', () => {
  it.skipIf(directory === undefined)(`are read right, and none is called hard that is not${why}`, () => {
    const classifier = compileDocument(defaultRulesetDocument(), 1, 'the default ruleset');
    const mails = readFileSync(join(directory ?? '', 'expected.jsonl'), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as FieldMail);
    const wrong: string[] = [];
    const wronglyHard: string[] = [];
    for (const { file, kind, recipients } of mails) {
      const reading = interpret(readFileSync(join(directory ?? '', file)));
      const found = reading.recipients.map((facts) => ({ facts, verdict: classifier.classify(facts) }));
      let isRight = kind.includes(reading.kind) && (recipients === null || recipients.length === found.length);
      for (const label of recipients ?? []) {
        const one = found.find(({ facts }) => plain(facts.recipient) === plain(label.address));
        if (one?.verdict.type === 'hard' && !among(label.type, 'hard')) wronglyHard.push(file);
        isRight &&=
          one !== undefined &&
          among(label.status, one.facts.status) &&
          among(label.type, one.verdict.type) &&
          among(label.reason, one.verdict.reason);
      }
      if (!isRight) wrong.push(file);
    }
    console.info(`${VARIABLE}: ${mails.length - wrong.length} of ${mails.length} right`, wrong);
    expect(wronglyHard).toEqual([]);
    expect(1 - wrong.length / mails.length).toBeGreaterThanOrEqual(0.97);
  });
});
