import { describe, expect, it } from 'vitest';
import { decodeCharset } from './decode-text.js';

const UNKNOWN = 'ユーザー不明';
const ISO_2022_JP = Buffer.from('\x1b$B%f!<%6!<ITL@\x1b(B', 'latin1');

describe('bytes of text', () => {
  it.each([
    ['of the charset that is stated', Buffer.from('f\xfcr', 'latin1'), 'iso-8859-1', 'für'],
    ['of ISO-2022-JP that is stated', ISO_2022_JP, 'iso-2022-jp', UNKNOWN],
    ['of ISO-2022-JP that nobody states', ISO_2022_JP, null, UNKNOWN],
    ['of ISO-2022-JP that calls itself ASCII', ISO_2022_JP, 'us-ascii', UNKNOWN],
    ['of UTF-8 that calls itself ISO-2022-JP', Buffer.from(UNKNOWN), 'iso-2022-jp', UNKNOWN],
    ['of UTF-8 that nobody states', Buffer.from(UNKNOWN), null, UNKNOWN],
    ['of windows-1252 that nobody states', Buffer.from('f\xfcr', 'latin1'), null, 'für'],
    ['of a charset that does not exist', Buffer.from('f\xfcr', 'latin1'), 'x-nonsense', 'für'],
  ])('are read %s', (_, bytes, charset, text) => {
    expect(decodeCharset(bytes, charset)).toBe(text);
  });
});
