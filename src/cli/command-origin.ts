import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import type { CommandOrigin } from '../events/index.js';

/** The user who runs the command, as the origin of the events that it writes. */
export function commandOrigin(): CommandOrigin {
  return { correlationId: randomUUID(), actor: userInfo().username };
}
