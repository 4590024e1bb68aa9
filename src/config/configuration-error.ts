/** One thing wrong with the configuration: where, as a path such as `mailboxes[0].port`, and what. Holds no value. */
export interface ConfigurationProblem {
  readonly path: string;
  readonly message: string;
}

/** The configuration cannot be used; `problems` names everything that is wrong with it. */
export class ConfigurationError extends Error {
  readonly code = 'invalid-configuration';
  constructor(
    readonly source: string,
    readonly problems: readonly ConfigurationProblem[],
  ) {
    super([`${source} is not usable:`, ...problems.map(({ path, message }) => `  ${path}: ${message}`)].join('\n'));
    this.name = 'ConfigurationError';
  }
}
