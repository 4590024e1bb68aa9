import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileRuleset, parseRuleset } from '../../src/classification/index.js';
import { interpret } from '../../src/interpretation/index.js';
import { mailOf, noticeText, table } from './mails.js';

function defaultClassifier() {
  const parsed = parseRuleset(readFileSync(new URL('../../rulesets/default.yaml', import.meta.url), 'utf8'));
  if (!parsed.ok) throw new Error('the default ruleset cannot be read');
  return compileRuleset(parsed.ruleset, 1);
}

describe('answers of the absent', () => {
  it.each(table('absences'))('in %s (%s): “%s”', (_, envelope, subject, text) => {
    expect(interpret(mailOf(envelope, subject, text))).toMatchObject({ kind: 'auto-reply', recipients: [] });
  });
});

describe('challenges, receipts and answers of lists', () => {
  it.each(table('others'))('are a %s in %s (%s): “%s”', (kind, _, envelope, subject, text) => {
    expect(interpret(mailOf(envelope, subject, text))).toMatchObject({ kind, recipients: [] });
  });
});

describe('notices in words alone', () => {
  const classifier = defaultClassifier();

  it.each(table('notices'))('are a %s in %s (%s): “%s”', (kind, _, program, subject, before, after, reason) => {
    const mail = interpret(mailOf(program, subject, noticeText(program, before, after)));
    expect(mail.kind).toBe(kind);
    expect(mail.recipients.map(({ recipient }) => recipient)).toEqual(['ana@example.com']);
    const verdicts = mail.recipients.map((recipient) => classifier.classify(recipient).reason);
    if (reason !== '') expect(verdicts).toEqual([reason]);
  });
});

describe('ordinary mail that speaks of failures, delays and absence', () => {
  it.each(table('harmless'))('is not a report in %s (%s): “%s”', (_, envelope, subject, text) => {
    expect(interpret(mailOf(envelope, subject, text))).toMatchObject({ kind: 'not-a-report', recipients: [] });
  });
});
