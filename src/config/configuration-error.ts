/**
 * One problem in the configuration: a path such as `mailboxes[0].port`, and what is wrong there. Never contains a
 * value.
 */
export interface ConfigurationProblem {
  readonly path: string;
  readonly message: string;
}

/** The configuration cannot be used; `problems` lists everything that is wrong with it. */
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
