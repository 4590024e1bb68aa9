import { isUtf8 } from 'node:buffer';

const OCTAL_BYTES = /(?:\\[2-3][0-7]{2}){2,}/g;

/** Makes text of the octal escapes (`\303\251`) in which some servers quote UTF-8; what is not UTF-8 stays as it is. */
export function decodeEscapes(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(OCTAL_BYTES, (escapes) => {
    const bytes = Buffer.from(
      escapes
        .split('\\')
        .slice(1)
        .map((octal) => Number.parseInt(octal, 8)),
    );
    return isUtf8(bytes) ? bytes.toString('utf8') : escapes;
  });
}
