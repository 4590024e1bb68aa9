import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { GlobalPosition } from '../../events/index.js';
import { ProblemError } from '../problems/problems.js';

/** How far the read models have followed the log. */
export interface FollowedLog {
  /** Whether the text is a position of this log's event store. */
  isPosition(text: string): text is GlobalPosition;
  /** Resolves to true once the position is reached, to false after the time-out. */
  waitFor(position: GlobalPosition, timeoutMs: number): Promise<boolean>;
  /** Whether everything stored so far has been followed. */
  isCaughtUp(): boolean;
  /** Why the log cannot be followed right now; null while it can. */
  failure(): string | null;
}

/** Provider token of the {@link FollowedLog}. */
export const FOLLOWED_LOG = Symbol('FollowedLog');

/** The form of a position in any event store; only the store that issued it can check more. */
export const POSITION = /^[A-Za-z0-9:/._-]{1,64}$/;

const MAX_WAIT_MS = 5_000;

/**
 * Delays a read until the position in its `minPosition` (query or body) is reached, so that a client reads what it
 * wrote. After 5 s the answer is the problem `position-not-reached`, with Retry-After.
 *
 * A guard and not an interceptor: an interceptor, though it only waits, makes every answer an observable.
 */
@Injectable()
export class MinPositionGuard implements CanActivate {
  constructor(@Inject(FOLLOWED_LOG) private readonly log: FollowedLog) {}

  canActivate(context: ExecutionContext): true | Promise<true> {
    const { query, body } = context.switchToHttp().getRequest<FastifyRequest>();
    const minPosition = field(query, 'minPosition') ?? field(body, 'minPosition');
    return minPosition === undefined ? true : this.#reach(this.#positionOf(minPosition));
  }

  #positionOf(given: unknown): GlobalPosition {
    if (typeof given === 'string' && POSITION.test(given) && this.log.isPosition(given)) return given;
    const message = 'must be a position that a write answered';
    throw new ProblemError('invalid-request', `minPosition ${message}`, [{ path: 'minPosition', message }]);
  }

  async #reach(position: GlobalPosition): Promise<true> {
    if (await this.log.waitFor(position, MAX_WAIT_MS)) return true;
    throw new ProblemError('position-not-reached', `position ${position} was not reached within ${MAX_WAIT_MS} ms`);
  }
}

function field(holder: unknown, name: string): unknown {
  return typeof holder === 'object' && holder !== null && Object.hasOwn(holder, name)
    ? (holder as Record<string, unknown>)[name]
    : undefined;
}
