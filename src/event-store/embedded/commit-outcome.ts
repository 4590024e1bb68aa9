import type { StreamDeletedError, WrongExpectedRevisionError } from '../errors.js';

/** What a request came to inside its transaction: a refusal concerns that request alone, and changed nothing. */
export type CommitOutcome<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'refused'; readonly error: WrongExpectedRevisionError | StreamDeletedError };
