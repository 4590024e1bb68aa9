import { describe, expect, it } from 'vitest';
import { parseHeaderFields } from '../structure/header-fields.js';
import { occurrenceOf } from './occurrence.js';

const header = parseHeaderFields(
  [
    'Received: by b.example; Sat, 21 Nov 2026 02:00:03 +0000',
    'Received: by a.example; Sat, 21 Nov 2026 02:00:02 +0000',
    'Date: Sat, 21 Nov 2026 02:00:01 +0000',
  ].join('\n'),
);
const none = { lastAttemptDate: null, arrivalDate: null };

describe('when a delivery failed', () => {
  it('is the last attempt where the report names it', () => {
    const at = '2026-11-21T01:00:00.000Z';
    expect(occurrenceOf(header, { ...none, lastAttemptDate: at })).toEqual({ at, source: 'last-attempt-date' });
  });

  it('else the topmost Received, which the sender of the report did not write', () => {
    expect(occurrenceOf(header, none)).toEqual({ at: '2026-11-21T02:00:03.000Z', source: 'received' });
  });

  it('else Date, else the arrival of the message', () => {
    const dateOnly = parseHeaderFields('Received: by nobody\nDate: Sat, 21 Nov 2026 02:00:01 +0000');
    expect(occurrenceOf(dateOnly, none)).toEqual({ at: '2026-11-21T02:00:01.000Z', source: 'date' });
    const at = '2026-11-20T00:00:00.000Z';
    expect(occurrenceOf(parseHeaderFields(''), { ...none, arrivalDate: at })).toEqual({ at, source: 'arrival-date' });
  });

  it('is null where the mail names no time', () => {
    expect(occurrenceOf(parseHeaderFields('Date: soon'), none)).toBeNull();
  });
});
