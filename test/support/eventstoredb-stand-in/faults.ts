import { status, type ServiceError } from '@grpc/grpc-js';
import { serverError } from './wire.js';

type Countdown = 'breakAfterWriting' | 'neverAnswer' | 'hidePosition';

/** Faults that a test can inject. Each counter counts down when its fault occurs. */
export class Faults {
  /** Every call is refused with this error, as by a node that is starting, stopping or behind a broken proxy. */
  refusal: 'unavailable' | 'not-ready' | null = null;
  /** This many appends are written, and their call breaks before the answer. */
  breakAfterWriting = 0;
  /** This many appends are written and never answered. */
  neverAnswer = 0;
  /** This many appends are acknowledged without a position. */
  hidePosition = 0;
  /** Time from an append's arrival to its answer, as a disk or the other nodes of a cluster take it. */
  answerDelayMs = 0;
  /** Called with every append that arrives. */
  onAppend: () => void = () => undefined;
  /** Called with every read that arrives, subscriptions included. */
  onRead: () => void = () => undefined;

  takes(fault: Countdown): boolean {
    if (this[fault] === 0) return false;
    this[fault] -= 1;
    return true;
  }

  refusalError(): ServiceError | null {
    switch (this.refusal) {
      case 'unavailable':
        return serverError(status.UNAVAILABLE, 'Connection dropped');
      case 'not-ready':
        return serverError(status.UNKNOWN, 'Server Is Not Ready');
      case null:
        return null;
    }
  }
}
