import { describe, expect, it } from 'vitest';
import type { MailId } from '../../events/index.js';
import { bounceIdOf } from './bounce-id.js';

const mailId = 'f'.repeat(64) as MailId;

describe('bounceId', () => {
  // Frozen: worked out with Python's uuid.uuid5 over the same namespace and name.
  it.each([
    ['ana@example.com', 0, 'cf47fb0d-3907-5d2e-814e-87e567ab823a'],
    ['ana@example.com', 1, 'c4c9af3b-a07b-5030-a01d-d260f9a6b11d'],
    [null, 0, 'fb8020c6-6f7e-59c5-8e1b-520f7faf8e93'],
    ['Ana@BÜCHER.example', 0, '85b98914-130d-5638-b1cb-db2d6deb4d3b'],
  ])('of %j, ordinal %i', (recipient, ordinal, bounceId) => {
    expect(bounceIdOf(mailId, recipient, ordinal)).toBe(bounceId);
  });

  it('does not depend on how the recipient is written', () => {
    expect(bounceIdOf(mailId, ' ANA@Example.com.', 0)).toBe(bounceIdOf(mailId, 'ana@example.com', 0));
  });
});
