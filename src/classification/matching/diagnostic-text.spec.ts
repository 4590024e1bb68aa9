import { describe, expect, it } from 'vitest';
import { hasWords, onOneLine } from './diagnostic-text.js';

describe('a diagnostic on one line', () => {
  it('folds white space and trims', () => {
    expect(onOneLine('  550\r\n\tuser   unknown\u00a0 ')).toBe('550 user unknown');
  });

  it('joins a multi-line reply to its sentence', () => {
    expect(onOneLine('550-5.1.1 It does not 550-5.1.1 exist. See 550 5.1.1 help')).toBe(
      '550-5.1.1 It does not exist. See help',
    );
    expect(onOneLine('550-Verification failed 550-Unrouteable address 550 Sender verify failed')).toBe(
      '550-Verification failed Unrouteable address Sender verify failed',
    );
  });

  it('leaves other codes in the text', () => {
    expect(onOneLine('550-first line 421 is another code')).toBe('550-first line 421 is another code');
    expect(onOneLine('550 5.1.1 no such user; see 550 rules')).toBe('550 5.1.1 no such user; see 550 rules');
  });

  it('makes typographic apostrophes plain', () => {
    expect(onOneLine('the address wasn’t found')).toBe("the address wasn't found");
  });
});

describe('words in a diagnostic', () => {
  it('finds none in codes, punctuation and the diagnostic type', () => {
    for (const silent of ['', '550', '550 5.0.0', 'smtp; 550 5.0.0', 'X-Unix; 77', '<>: -']) {
      expect(hasWords(silent), silent).toBe(false);
    }
  });

  it('finds them in any script', () => {
    for (const telling of ['no', 'smtp; 550 no', '不明', 'нет']) expect(hasWords(telling), telling).toBe(true);
  });
});
