import { checkExamples } from './check-examples.js';
import { parseRuleset, type ParsedRuleset } from './parse-ruleset.js';
import { findShadowedRules } from './shadowed-rules.js';

/**
 * Everything that is asked of a document before it may be published: that it can be read, that no rule of it is
 * shadowed, and that each example comes out by its rule. Pure; never throws.
 */
export function checkRuleset(yaml: string): ParsedRuleset {
  const parsed = parseRuleset(yaml);
  if (!parsed.ok) return parsed;
  const problems = [...findShadowedRules(parsed.ruleset.rules), ...checkExamples(parsed.ruleset)];
  if (problems.length === 0) return parsed;
  return { ok: false, problems: problems.toSorted((a, b) => a.line - b.line) };
}
