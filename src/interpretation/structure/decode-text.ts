import { isUtf8 } from 'node:buffer';

/**
 * Decodes bytes to text. A charset that does not exist, is not stated, or does not fit the bytes is taken for UTF-8 if
 * the bytes are that, else for windows-1252, in which every byte is a character. Never throws.
 */
export function decodeCharset(bytes: Buffer, charset: string | null): string {
  const decoder = charset === null || UTF8_OR_ASCII.test(charset) ? shiftedDecoder(bytes) : decoderOf(charset);
  if (decoder !== null) {
    const text = decoder.decode(bytes);
    // Some servers state the charset of their language and write UTF-8.
    return text.includes('\ufffd') && isUtf8(bytes) ? bytes.toString('utf8') : text;
  }
  return isUtf8(bytes) ? bytes.toString('utf8') : WINDOWS_1252.decode(bytes);
}

/**
 * The fields of Japanese reports and headers hold ISO-2022-JP without saying so: its escapes stand in no other text.
 */
function shiftedDecoder(bytes: Buffer): InstanceType<typeof TextDecoder> | null {
  return bytes.includes(SHIFT) ? ISO_2022_JP : null;
}

const SHIFT = '\x1b$';
const ISO_2022_JP = new TextDecoder('iso-2022-jp');

const WINDOWS_1252 = new TextDecoder('windows-1252');

const UTF8_OR_ASCII = /^(?:utf-?8|(?:us-)?ascii|7bit|8bit|unknown.*)$/i;

function decoderOf(charset: string): InstanceType<typeof TextDecoder> | null {
  // Names that mail uses and the Encoding Standard does not know.
  const label = charset
    .toLowerCase()
    .replace(/^cp-?(\d+)$/, 'windows-$1')
    .replace(/^windows-(932|31j)$/, 'shift_jis')
    .replace(/^windows-936$/, 'gbk')
    .replace(/^windows-949$/, 'euc-kr')
    .replace(/^windows-950$/, 'big5')
    .replace(/^iso-2022-jp-\w+$/, 'iso-2022-jp');
  try {
    return new TextDecoder(label);
  } catch {
    return null;
  }
}

/** Makes every line end one line feed and drops NUL characters. */
export function normaliseLines(text: string): string {
  const lines = text.replace(/\r\n/g, '\n');
  // Carriage returns that are left are rare, and so are NUL characters: looking for them costs less than replacing.
  const normalised = lines.includes('\r') ? lines.replace(/\r+\n?/g, '\n') : lines;
  return normalised.includes('\0') ? normalised.replaceAll('\0', '') : normalised;
}
