import { Matches } from 'class-validator';
import { IDENTIFIER } from '../../config/index.js';

/** Requires an id or a name that a user may choose: an {@link IDENTIFIER}. */
export function IsIdentifier(): PropertyDecorator {
  return Matches(IDENTIFIER, { message: 'must match [A-Za-z0-9._~-]{1,128}' });
}
