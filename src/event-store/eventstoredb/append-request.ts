import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { BatchAppendReq } from '@eventstore/db-client/generated/streams_pb.js';
import empties from 'google-protobuf/google/protobuf/empty_pb.js';
import timestamps from 'google-protobuf/google/protobuf/timestamp_pb.js';
import type { EncodedAppend, EncodedEvent } from '../encoded-append.js';

/** What the wire needs of an append; the stream may be one of metadata. */
export type WireAppend = Pick<EncodedAppend, 'stream' | 'expectedRevision' | 'events'>;

/**
 * The message of a whole append.
 * @param correlationId by which the answer is known
 * @param deadline after which the server need not try any longer
 */
export function appendRequest(append: WireAppend, correlationId: string, deadline: Date): BatchAppendReq {
  return new streams.BatchAppendReq()
    .setCorrelationId(uuid(correlationId))
    .setOptions(options(append, deadline))
    .setProposedMessagesList(append.events.map(proposed))
    .setIsFinal(true);
}

function options({ stream, expectedRevision }: WireAppend, deadline: Date): BatchAppendReq.Options {
  const wanted = new streams.BatchAppendReq.Options()
    .setStreamIdentifier(new shared.StreamIdentifier().setStreamName(Buffer.from(stream, 'utf8')))
    .setDeadline(timestamps.Timestamp.fromDate(deadline));
  switch (expectedRevision) {
    case 'any':
      return wanted.setAny(new empties.Empty());
    case 'no-stream':
      return wanted.setNoStream(new empties.Empty());
    default:
      return wanted.setStreamPosition(String(expectedRevision));
  }
}

function proposed({ id, type, data, metadata }: EncodedEvent): BatchAppendReq.ProposedMessage {
  const message = new streams.BatchAppendReq.ProposedMessage()
    .setId(uuid(id))
    .setData(Buffer.from(data, 'utf8'))
    .setCustomMetadata(Buffer.from(metadata, 'utf8'));
  message.getMetadataMap().set('type', type).set('content-type', 'application/json');
  return message;
}

function uuid(text: string) {
  return new shared.UUID().setString(text);
}
