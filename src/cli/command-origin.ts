import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import type { CommandOrigin } from '../events/index.js';

/** Whoever runs the command, for the events that it leaves. */
export function commandOrigin(): CommandOrigin {
  return { correlationId: randomUUID(), actor: userInfo().username };
}
