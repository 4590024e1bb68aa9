import type { ClassifiableFacts, Classifier, Ruleset } from '../../classification/index.js';
import type { Verdict } from '../../events/index.js';

/** Cases held at once, each of about a kilobyte. */
const MAX_CASES = 10_000;

type Part = (facts: ClassifiableFacts) => string | number | null | undefined;

const ALWAYS: readonly Part[] = [
  ({ action }) => action,
  ({ status }) => status,
  ({ smtpCode }) => smtpCode,
  ({ permanence }) => permanence,
  ({ diagnostic }) => diagnostic,
];
const domainOf: Part = ({ recipient }) => recipient?.slice(recipient.lastIndexOf('@') + 1).toLowerCase();

/** Classifies each distinct case once: facts that differ only in what no rule of the ruleset looks at are one case. */
export class CaseMemory {
  readonly #parts: readonly Part[];
  readonly #verdicts = new Map<string, Verdict>();

  constructor(
    private readonly classifier: Classifier,
    { rules }: Ruleset,
  ) {
    const looksAt = (...words: readonly (keyof (typeof rules)[number]['when'])[]) =>
      rules.some(({ when }) => words.some((word) => when[word] !== undefined));
    this.#parts = [
      ...ALWAYS,
      ...(looksAt('recipientDomain', 'provider') ? [domainOf] : []),
      ...(looksAt('remoteMta', 'provider') ? [({ remoteMta }: ClassifiableFacts) => remoteMta] : []),
      ...(looksAt('reportingMta') ? [({ reportingMta }: ClassifiableFacts) => reportingMta] : []),
      ...(looksAt('from', 'to') ? [({ occurredAt }: ClassifiableFacts) => occurredAt] : []),
    ];
  }

  classify(facts: ClassifiableFacts): Verdict {
    const key = JSON.stringify(this.#parts.map((part) => part(facts)));
    const known = this.#verdicts.get(key);
    if (known !== undefined) return known;
    const verdict = this.classifier.classify(facts);
    if (this.#verdicts.size >= MAX_CASES) this.#verdicts.clear();
    this.#verdicts.set(key, verdict);
    return verdict;
  }
}
