import { describe, expect, it } from 'vitest';
import { collapseReturns } from './collapse-returns.js';

const collapsed = (text: string): string => collapseReturns(Buffer.from(text, 'latin1')).toString('latin1');

describe('rows of carriage returns', () => {
  it('become one, wherever they stand', () => {
    expect(collapsed('\r\r\ra: b\r\r\n\r\r\nbody\xe9\r\rx\r\r\r\r')).toBe('\ra: b\r\n\r\nbody\xe9\rx\r');
  });

  it('leave a mail without them as it is', () => {
    const mail = Buffer.from('a: b\r\n\rc\r\n\r\n');
    expect(collapseReturns(mail)).toBe(mail);
  });
});
