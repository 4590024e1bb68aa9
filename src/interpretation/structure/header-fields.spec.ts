import { describe, expect, it } from 'vitest';
import { parseHeaderFields } from './header-fields.js';

describe('header fields', () => {
  it('are found by name without regard to case, unfolded, with encoded words decoded', () => {
    const header = parseHeaderFields('SUBJECT: =?utf-8?q?caf=C3=A9?=\n =?utf-8?q?_now?=\nReceived: 1\nReceived: 2');
    expect(header.first('subject')).toBe('café now');
    expect(header.all('received')).toEqual(['1', '2']);
    expect(header.has('date')).toBe(false);
  });

  it('are null where they are empty or missing', () => {
    expect(parseHeaderFields('Subject:').first('subject')).toBeNull();
    expect(parseHeaderFields('').first('subject')).toBeNull();
  });

  it('skip lines that are none', () => {
    expect(
      parseHeaderFields('From someone Sat Nov 21\nno field here\nDate : x').fields.map(({ name }) => name),
    ).toEqual(['date']);
  });

  it('stay as they are written where their charset does not exist', () => {
    expect(parseHeaderFields('Subject: =?x-none?q?a?=').first('subject')).toBe('a');
  });
});
