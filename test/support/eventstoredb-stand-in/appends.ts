import { status, type sendUnaryData, type ServerDuplexStream, type ServerReadableStream } from '@grpc/grpc-js';
import codes from '@eventstore/db-client/generated/code_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import statuses from '@eventstore/db-client/generated/status_pb.js';
import type { Status } from '@eventstore/db-client/generated/status_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type {
  AppendReq,
  AppendResp,
  BatchAppendReq,
  BatchAppendResp,
} from '@eventstore/db-client/generated/streams_pb.js';
import anys from 'google-protobuf/google/protobuf/any_pb.js';
import empties from 'google-protobuf/google/protobuf/empty_pb.js';
import type { Message } from 'google-protobuf';
import type { Faults } from './faults.js';
import { MAX_APPEND_BYTES, type AppendOutcome, type Log, type ProposedEvent } from './log.js';
import type { ExpectedVersion } from './place-append.js';
import { identifierOf, nameOf, proposedEvent, serverError, streamDeleted } from './wire.js';

/**
 * A node leaves a second try of an append that is under way unanswered for so long, and then says DEADLINE_EXCEEDED.
 */
const IN_FLIGHT_TIMEOUT_MS = 2_000;

interface Pending {
  readonly stream: string;
  readonly expected: ExpectedVersion;
  readonly events: ProposedEvent[];
}

/** `Streams.Append`: one call per append, answered when the client has sent all of it. */
export function handleAppend(
  log: Log,
  faults: Faults,
  call: ServerReadableStream<AppendReq, AppendResp>,
  respond: sendUnaryData<AppendResp>,
): void {
  const pending: { current?: Pending } = {};
  call.on('data', (request: AppendReq) => {
    const options = request.getOptions();
    const message = request.getProposedMessage();
    if (options !== undefined) {
      const expected = options.hasRevision() ? Number(options.getRevision()) : options.hasAny() ? 'any' : 'no-stream';
      pending.current = { stream: nameOf(options.getStreamIdentifier()), expected, events: [] };
    } else if (message !== undefined) {
      pending.current?.events.push(proposedEvent(message));
    }
  });
  call.on('end', () => {
    if (pending.current === undefined) {
      respond(serverError(status.INVALID_ARGUMENT, 'no options'));
      return;
    }
    const { stream, expected, events } = pending.current;
    faults.onAppend();
    const outcome = log.append(stream, expected, events);
    if (faults.takes('neverAnswer')) return;
    if (faults.takes('breakAfterWriting')) {
      respond(serverError(status.UNAVAILABLE, 'Connection dropped'));
      return;
    }
    respondTo(outcome, stream, faults.takes('hidePosition'), respond);
  });
}

function respondTo(
  outcome: AppendOutcome,
  stream: string,
  hidePosition: boolean,
  respond: sendUnaryData<AppendResp>,
): void {
  switch (outcome.kind) {
    case 'appended': {
      const position = new streams.AppendResp.Position()
        .setCommitPosition(String(outcome.position))
        .setPreparePosition(String(outcome.position));
      const success = new streams.AppendResp.Success().setCurrentRevision(String(outcome.revision));
      if (hidePosition) {
        success.setNoPosition(new shared.Empty());
      } else {
        success.setPosition(position);
      }
      respond(null, new streams.AppendResp().setSuccess(success));
      return;
    }
    case 'wrong-version': {
      const wrong = new streams.AppendResp.WrongExpectedVersion();
      if (outcome.current === null) {
        wrong.setCurrentNoStream(new shared.Empty());
      } else {
        wrong.setCurrentRevision(String(outcome.current));
      }
      respond(null, new streams.AppendResp().setWrongExpectedVersion(wrong));
      return;
    }
    case 'deleted':
      respond(streamDeleted(stream));
      return;
    case 'too-large':
      respond(
        serverError(status.INVALID_ARGUMENT, `Maximum Append Size of ${MAX_APPEND_BYTES} Exceeded.`, {
          exception: 'maximum-append-size-exceeded',
          'maximum-append-size': String(MAX_APPEND_BYTES),
        }),
      );
  }
}

/** `Streams.BatchAppend`: one call for all appends of a client, each answered under its correlation id. */
export function handleBatchAppend(
  log: Log,
  faults: Faults,
  call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>,
): void {
  const pending = new Map<string, Pending>();
  const { underWay } = log;
  call.on('data', (request: BatchAppendReq) => {
    const correlation = request.getCorrelationId()?.getString() ?? '';
    const options = request.getOptions();
    const known = pending.get(correlation);
    const append: Pending = known ?? { stream: '', expected: 'any', events: [] };
    if (options !== undefined) {
      const expected = options.hasStreamPosition()
        ? Number(options.getStreamPosition())
        : options.hasAny()
          ? 'any'
          : 'no-stream';
      pending.set(correlation, { stream: nameOf(options.getStreamIdentifier()), expected, events: append.events });
    }
    append.events.push(...request.getProposedMessagesList().map(proposedEvent));
    const complete = pending.get(correlation);
    if (!request.getIsFinal() || complete === undefined) return;
    pending.delete(correlation);
    faults.onAppend();
    const identity = `${complete.stream}/${complete.events[0]?.id ?? ''}`;
    const answer = (response: BatchAppendResp) => {
      if (!call.writable) return;
      call.write(
        response.setCorrelationId(request.getCorrelationId()).setStreamIdentifier(identifierOf(complete.stream)),
      );
    };
    if (underWay.has(identity)) {
      const timeout = new streams.BatchAppendResp().setError(deadlineExceeded());
      setTimeout(answer, IN_FLIGHT_TIMEOUT_MS, timeout).unref();
      return;
    }
    const outcome = log.append(complete.stream, complete.expected, complete.events);
    if (faults.takes('neverAnswer')) return;
    if (faults.takes('breakAfterWriting')) {
      call.emit('error', serverError(status.UNAVAILABLE, 'Connection dropped'));
      return;
    }
    const response = batchResponse(outcome, faults.takes('hidePosition'));
    underWay.add(identity);
    const settle = () => {
      underWay.delete(identity);
      answer(response);
    };
    if (faults.answerDelayMs > 0) setTimeout(settle, faults.answerDelayMs);
    else setImmediate(settle);
  });
  call.on('end', () => {
    call.end();
  });
}

function batchResponse(outcome: AppendOutcome, hidePosition: boolean): BatchAppendResp {
  const response = new streams.BatchAppendResp();
  switch (outcome.kind) {
    case 'appended': {
      const success = new streams.BatchAppendResp.Success().setCurrentRevision(String(outcome.revision));
      if (hidePosition) {
        success.setNoPosition(new empties.Empty());
      } else {
        const position = new shared.AllStreamPosition()
          .setCommitPosition(String(outcome.position))
          .setPreparePosition(String(outcome.position));
        success.setPosition(position);
      }
      return response.setSuccess(success);
    }
    case 'wrong-version': {
      const wrong = new shared.WrongExpectedVersion();
      if (outcome.current === null) {
        wrong.setCurrentNoStream(new empties.Empty());
      } else {
        wrong.setCurrentStreamRevision(String(outcome.current));
      }
      return response.setError(statusOf('WrongExpectedVersion', wrong));
    }
    case 'deleted':
      return response.setError(statusOf('StreamDeleted', new shared.StreamDeleted()));
    case 'too-large':
      return response.setError(
        statusOf(
          'MaximumAppendSizeExceeded',
          new shared.MaximumAppendSizeExceeded().setMaxappendsize(MAX_APPEND_BYTES),
        ),
      );
  }
}

function deadlineExceeded(): Status {
  return statusOf('Timeout', new empties.Empty()).setCode(codes.Code.DEADLINE_EXCEEDED);
}

function statusOf(type: string, details: Message): Status {
  const any = new anys.Any();
  any.pack(details.serializeBinary(), `event_store.client.${type}`);
  return new statuses.Status().setCode(codes.Code.UNKNOWN).setMessage(type).setDetails(any);
}
