import type { RulesetProblem } from '../../classification/index.js';

/** A ruleset document cannot be used; `problems` names everything that is wrong with it, by line. */
export class InvalidRulesetError extends Error {
  readonly code = 'invalid-ruleset';
  constructor(
    readonly source: string,
    readonly problems: readonly RulesetProblem[],
  ) {
    super(
      [
        `${source} is not usable:`,
        ...problems.map(({ line, path, message }) => `  line ${line}: ${path === '' ? '' : `${path}: `}${message}`),
      ].join('\n'),
    );
    this.name = 'InvalidRulesetError';
  }
}

/** No ruleset of this version was ever published. */
export class UnknownRulesetError extends Error {
  readonly code = 'unknown-ruleset';
  constructor(readonly version: number) {
    super(`no ruleset ${version} was published`);
    this.name = 'UnknownRulesetError';
  }
}

/** Somebody else published in between: what would be replaced is not what the publisher saw. */
export class RulesetConflictError extends Error {
  readonly code = 'ruleset-conflict';
  constructor(
    readonly expected: number,
    readonly current: number,
  ) {
    super(
      `ruleset ${expected} was expected to be the latest; it is ruleset ${current}: look at it, then publish again`,
    );
    this.name = 'RulesetConflictError';
  }
}
