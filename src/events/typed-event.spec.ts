import { describe, expect, it } from 'vitest';
import type { GlobalPosition, RecordedEvent } from './envelope.js';
import { eventOfType, UnexpectedEventError } from './typed-event.js';

const recorded: RecordedEvent = {
  id: '0c5a2f5e-52a3-4a6b-8a8f-0d7a3c1b2e4f',
  type: 'MailsLeftAside',
  data: { mailbox: 'bounces', mails: [], total: 0 },
  metadata: { schemaVersion: 1, recordedAt: '2026-11-21T09:15:03.000Z', correlationId: 'c' },
  stream: 'custody-bounces',
  revision: 3,
  position: '7' as GlobalPosition,
  storedAt: '2026-11-21T09:15:03.000Z',
};

describe('an event of which the type is known', () => {
  it('is read in the shape of today, also where it was written under another name', () => {
    expect(eventOfType(recorded, 'RetrievalFailuresRecorded').data.total).toBe(0);
  });

  it('is refused where it is of another type', () => {
    expect(() => eventOfType(recorded, 'CollectionCompleted')).toThrow(UnexpectedEventError);
    expect(() => eventOfType(recorded, 'CollectionCompleted')).toThrow(
      'event 3 of stream custody-bounces is a MailsLeftAside, not a CollectionCompleted',
    );
  });
});
