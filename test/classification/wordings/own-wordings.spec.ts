import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileRuleset, parseRuleset } from '../../../src/classification/index.js';
import { interpret } from '../../../src/interpretation/index.js';
import { OWN_WORDINGS, SECOND_WORDINGS } from './own-wordings.js';
import { writtenMail } from './written-mail.js';

const parsed = parseRuleset(readFileSync(new URL('../../../rulesets/default.yaml', import.meta.url), 'utf8'));
if (!parsed.ok) throw new Error('the default ruleset has problems');
const classifier = compileRuleset(parsed.ruleset, 1);

describe.each([...Object.entries(OWN_WORDINGS), ...Object.entries(SECOND_WORDINGS)])('where %s', (_kind, wordings) => {
  it.each(wordings)('the default ruleset understands: $reply', (wording) => {
    const [facts] = interpret(writtenMail(wording)).recipients;
    if (facts === undefined) throw new Error('the mail names a recipient');
    const { reason, rule, matched } = classifier.classify(facts);
    expect(wording.right, `${rule ?? 'no rule'} by ${matched ?? 'nothing'}`).toContain(reason);
  });
});
