import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { AppendResult } from '../event-store.port.js';
import { toPosition } from './position.js';

/**
 * What the server says of an append.
 * - `unknown`: it cannot tell what came of it, or would not do it now.
 * - `refused`: it will not, however often it is asked.
 */
export type AppendAnswer =
  | { readonly kind: 'appended'; readonly result: AppendResult }
  | { readonly kind: 'wrong-revision'; readonly actualRevision: number | null }
  | { readonly kind: 'deleted' }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'unknown' | 'refused'; readonly reason: string };

const PACKAGE = 'event_store.client.';

export function appendAnswer(response: BatchAppendResp): AppendAnswer {
  const error = response.getError();
  if (error === undefined) return successOf(response);
  const details = error.getDetails();
  const type = details?.getTypeName() ?? '';
  switch (type) {
    case `${PACKAGE}WrongExpectedVersion`: {
      const wrong = details?.unpack((bytes) => shared.WrongExpectedVersion.deserializeBinary(bytes), type);
      const found = wrong?.hasCurrentStreamRevision() === true;
      return { kind: 'wrong-revision', actualRevision: found ? Number(wrong.getCurrentStreamRevision()) : null };
    }
    case `${PACKAGE}StreamDeleted`:
      return { kind: 'deleted' };
    case `${PACKAGE}MaximumAppendSizeExceeded`:
      return { kind: 'too-large' };
    case `${PACKAGE}AccessDenied`:
      return { kind: 'refused', reason: 'access denied' };
    case `${PACKAGE}BadRequest`:
      return { kind: 'refused', reason: `bad request: ${error.getMessage()}` };
    default:
      // Timeout, Unknown, and what a later server may invent.
      return { kind: 'unknown', reason: error.getMessage() || type.replace(PACKAGE, '') || 'no reason given' };
  }
}

function successOf(response: BatchAppendResp): AppendAnswer {
  const success = response.getSuccess();
  const position = success?.getPosition();
  if (success === undefined || position === undefined) {
    // What cannot be waited for was not acknowledged.
    return { kind: 'unknown', reason: 'it was acknowledged without a position' };
  }
  const place = { commit: position.getCommitPosition(), prepare: position.getPreparePosition() };
  return {
    kind: 'appended',
    result: { revision: Number(success.getCurrentRevision()), position: toPosition(place) },
  };
}
