import type { ClassifiableFacts, Classifier, Ruleset } from '../../classification/index.js';
import { domainOf, type Verdict } from '../../events/index.js';

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
/** Whom a diagnostic names depends on the recipient only where it names them, or their domain. */
const namedOf =
  (read: Part): Part =>
  (facts) => {
    const name = read(facts);
    if (typeof name !== 'string' || facts.diagnostic === null) return null;
    const domain = domainOf(name).toLowerCase();
    const end = domain.split('.').slice(-2).join('.');
    return facts.diagnostic.toLowerCase().includes(end) ? name.toLowerCase() : null;
  };
const NAMED: readonly Part[] = [
  namedOf(({ recipient }) => recipient),
  namedOf(({ originalRecipient }) => originalRecipient),
  ({ senderNames }) => senderNames?.join(' '),
];
const domainOfRecipient: Part = ({ recipient }) => (recipient === null ? null : domainOf(recipient).toLowerCase());

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
      ...(looksAt('recipientDomain', 'provider') ? [domainOfRecipient] : []),
      ...(looksAt('names') ? NAMED : []),
      ...(looksAt('inReplyTo') ? [({ inReplyTo }: ClassifiableFacts) => inReplyTo] : []),
      ...(looksAt('remoteMta', 'provider', 'names') ? [({ remoteMta }: ClassifiableFacts) => remoteMta] : []),
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
