/** Nothing but base64 (RFC 4648 section 4) and white space. */
const PURE = /^[A-Za-z0-9+/=\s]*$/;
const LINE = /^[A-Za-z0-9+/]{4,}={0,3}\s*$/;
/** Words are shorter than the lines in which programs write base64, but for the last one. */
const WHOLE_LINE_LENGTH = 40;

/**
 * Decodes base64, also where it is damaged: text that gateways and lists put before or behind it stays as it stands,
 * and so does all of what only says that it is base64. Linear.
 */
export function decodeBase64(encoded: Buffer): Buffer {
  const text = encoded.toString('latin1');
  if (PURE.test(text)) return Buffer.from(text, 'base64');
  const pieces: Buffer[] = [];
  let run = '';
  const endRun = (): void => {
    if (run !== '') pieces.push(Buffer.from(run, 'base64'), LINE_END);
    run = '';
  };
  for (const line of text.split('\n')) {
    const isWhole = line.length >= WHOLE_LINE_LENGTH;
    if (LINE.test(line) && (isWhole || run !== '')) {
      run += line;
      if (isWhole) continue;
      endRun();
    } else {
      endRun();
      pieces.push(Buffer.from(line, 'latin1'), LINE_END);
    }
  }
  endRun();
  return Buffer.concat(pieces);
}

const LINE_END = Buffer.from('\n');
