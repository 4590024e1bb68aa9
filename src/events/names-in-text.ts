/** A name in a text, in small letters, and where it stands. */
export interface NameInText {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/**
 * A mail address, an IP address of version 4 or 6, or a host or domain of at least two labels. Bounded: linear in the
 * text.
 */
const NAMES =
  /[^\s<>()[\],;:"'@]{1,128}@[\p{L}\p{N}_.-]{1,255}|(?<![\w.:])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])|(?<![\w.:])(?=[0-9a-f:]{0,40}::|(?:[0-9a-f]{1,4}:){7})[0-9a-f:]{3,45}(?![\w:])|(?<![\p{L}\p{N}_.-])[\p{L}\p{N}_-]{1,63}(?:\.[\p{L}\p{N}_-]{1,63}){1,10}/giu;
const TRAILING = /[._-]+$/;
/** `5.1.1`, `2.5.0a`: no host is called so. */
const NO_HOST = /^[\d.]+$|\.\d+[a-z]?$/i;
const IP_ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:]*:[0-9a-f:]*)$/i;

/** A name goes beyond none of these. */
const DELIMITER = /[\s<>()[\],;"']/;
/** What every name holds, and few words do. */
const MARK = /[.@:](?=[^\s<>()[\],;"'])/g;
const REST_OF_TOKEN = /[^\s<>()[\],;"']*/y;

/**
 * The mail addresses, IP addresses, hosts and domains that a text names, in its order; versions and status codes are
 * none. Only what stands around a mark is looked at closely: of a refusal that is a tenth.
 */
export function namesInText(text: string): NameInText[] {
  const found: NameInText[] = [];
  let end = 0;
  for (const { index } of text.matchAll(MARK)) {
    if (index < end) continue;
    let start = index;
    while (start > end && !DELIMITER.test(text.charAt(start - 1))) start -= 1;
    REST_OF_TOKEN.lastIndex = index;
    end = index + (REST_OF_TOKEN.exec(text)?.[0].length ?? 0);
    addNames(text.slice(start, end), start, found);
  }
  return found;
}

function addNames(token: string, offset: number, found: NameInText[]): void {
  for (const match of token.matchAll(NAMES)) {
    const whole = match[0].replace(TRAILING, '');
    const name = whole.toLowerCase();
    if (!name.includes('@') && !isIpAddress(name) && NO_HOST.test(name)) continue;
    const start = offset + match.index;
    found.push({ name, start, end: start + whole.length });
  }
}

export function isIpAddress(name: string): boolean {
  return IP_ADDRESS.test(name);
}

/** Whether one of two domains is the other, or stands below it. */
export function areRelatedDomains(one: string, other: string): boolean {
  if (one === other) return true;
  return one.includes('.') && other.includes('.') && (one.endsWith(`.${other}`) || other.endsWith(`.${one}`));
}
