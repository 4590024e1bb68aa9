import { describe, expect, it } from 'vitest';
import type { Finding } from '../bounces/index.js';
import { decidingFacts } from './deciding-facts.js';

const OCCURRED_AT = '2026-03-01T10:00:00.000Z';
const DELIVERED_AT = '2026-03-01T11:00:00.000Z';
const RECEIVED_AT = '2026-03-01T12:00:00.000Z';

const facts = (given: object, receivedAt = RECEIVED_AT) =>
  decidingFacts({ occurredAt: OCCURRED_AT, occurredAtSource: 'arrival-date', ...given } as Finding['data'], receivedAt);

describe('what of a finding decides about a status', () => {
  it('is when it happened, when it was delivered to us and when we read it', () => {
    expect(facts({ deliveredAt: DELIVERED_AT })).toEqual({
      occurredAt: OCCURRED_AT,
      deliveredAt: DELIVERED_AT,
      receivedAt: RECEIVED_AT,
      isRecipientGuessed: false,
    });
  });

  it('was not delivered after it was read, whatever is stated', () => {
    expect(facts({ deliveredAt: '2026-03-05T10:00:00.000Z' }).deliveredAt).toBe(RECEIVED_AT);
    expect(facts({ deliveredAt: RECEIVED_AT }).deliveredAt).toBe(RECEIVED_AT);
  });

  it('was delivered by the topmost Received where an older interpreter kept no more, else when it was read', () => {
    expect(facts({ occurredAtSource: 'received' }).deliveredAt).toBe(OCCURRED_AT);
    expect(facts({}).deliveredAt).toBe(RECEIVED_AT);
  });

  it('says whether its recipient was guessed', () => {
    expect(facts({ readFrom: { recipient: 'guess' } }).isRecipientGuessed).toBe(true);
    expect(facts({ readFrom: { recipient: 'field' } }).isRecipientGuessed).toBe(false);
  });
});
