import { describe, expect, it } from 'vitest';
import { PopError } from './pop-error.js';
import { parseStatusLine } from './status-line.js';

const parse = (line: string) => parseStatusLine(Buffer.from(line, 'latin1'), 'RETR');

describe('a status line', () => {
  it.each([
    ['+OK', { ok: true, responseCode: null, text: '' }],
    ['+OK Dovecot ready.', { ok: true, responseCode: null, text: 'Dovecot ready.' }],
    ['-ERR', { ok: false, responseCode: null, text: '' }],
    ['-ERR [AUTH] Authentication failed.', { ok: false, responseCode: 'AUTH', text: 'Authentication failed.' }],
    ['-ERR [sys/temp]later', { ok: false, responseCode: 'SYS/TEMP', text: 'later' }],
    ['-ERR [not a code] x', { ok: false, responseCode: null, text: '[not a code] x' }],
    ['+OK [AUTH] is only a word here', { ok: true, responseCode: null, text: '[AUTH] is only a word here' }],
  ])('%j is read', (line, expected) => {
    expect(parse(line)).toEqual(expected);
  });

  it.each(['', 'HTTP/1.1 400 Bad Request', 'SSH-2.0-OpenSSH_9.2', '+ok', '+OKAY', '-ERROR', '+ eyJ9', '.'])(
    '%j is none',
    (line) => {
      expect(() => parse(line)).toThrow(PopError);
    },
  );

  it('cannot forge lines of a log or fill it', () => {
    expect(parse('-ERR a\r\u001b[2Jb').text).toBe('a [2Jb');
    expect(parse(`-ERR ${'x'.repeat(4000)}`).text).toHaveLength(300);
  });
});
