import { describe, expect, it } from 'vitest';
import { enhancedStatusCodeIn, statedStatusCode } from './enhanced-status-code.js';

describe('the enhanced status code in a server’s words', () => {
  it.each([
    ['550 5.1.1 no such user', '5.1.1'],
    ['550-5.7.26 This mail has been blocked', '5.7.26'],
    ['452 4.2.2 mailbox full', '4.2.2'],
    ['Sorry, no mailbox here by that name. (#5.1.1)', '5.1.1'],
    ['550 #5.1.0 Address rejected', '5.1.0'],
    ['host said: 554 5.4.14 Hop count exceeded', '5.4.14'],
    ['refused with status 5.7.1', '5.7.1'],
  ])('is found in “%s”', (words, code) => {
    expect(enhancedStatusCodeIn(words)).toBe(code);
  });

  it('is the one after the reply code where the words hold more than one', () => {
    expect(enhancedStatusCodeIn('see 5.2.1 of the manual: 550 5.7.1 refused')).toBe('5.7.1');
  });

  it.each([
    '550 unknown user',
    'host 10.5.1.1 refused',
    'connect to 5.1.1.7 failed',
    'Exim 4.96',
    'version 5.23.1',
    '250 2.1.5 ok',
    '',
  ])('is not invented for “%s”', (words) => {
    expect(enhancedStatusCodeIn(words)).toBeNull();
  });
});

describe('the code of a Status field', () => {
  it.each([
    ['5.1.1', '5.1.1'],
    ['5.0.0 (permanent failure)', '5.0.0'],
    ['2.1.5', '2.1.5'],
    ['5', null],
    ['unknown', null],
  ])('of “%s” is %s', (field, code) => {
    expect(statedStatusCode(field)).toBe(code);
  });
});
