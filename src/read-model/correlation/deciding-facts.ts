import type { Finding } from '../bounces/index.js';
import type { DecidingFacts } from './correlation-rows.js';

/** What of a finding decides about a status. @param receivedAt when its mail was read */
export function decidingFacts(data: Finding['data'], receivedAt: string): DecidingFacts {
  const { occurredAt, occurredAtSource } = data;
  // Older interpreters kept the date of the topmost Received only where nothing beat it.
  const deliveredAt = data.deliveredAt ?? (occurredAtSource === 'received' ? occurredAt : receivedAt);
  return {
    occurredAt,
    deliveredAt: Date.parse(deliveredAt) < Date.parse(receivedAt) ? deliveredAt : receivedAt,
    receivedAt,
    isRecipientGuessed: 'readFrom' in data && data.readFrom.recipient === 'guess',
  };
}
