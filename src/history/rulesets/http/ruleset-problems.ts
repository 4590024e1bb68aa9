import { ProblemError } from '../../../http/index.js';
import { InvalidRulesetError } from '../index.js';

/** Tells a client every problem of the ruleset it gave, by line. */
export async function withRulesetProblems<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof InvalidRulesetError)) throw error;
    const errors = error.problems.map(({ line, path, message }) => ({
      path: `line ${line}`,
      message: path === '' ? message : `${path}: ${message}`,
    }));
    throw new ProblemError('invalid-ruleset', error.message, errors);
  }
}
