/** A recipient that a report names without a domain. */
export interface BareName {
  readonly name: string;
  /** The host on which the report says the name was looked for; null where it says none. */
  readonly host: string | null;
  /** Why it failed: beside the name, else what introduces the list. */
  readonly diagnostic: string;
}

const NAME = String.raw`[\p{L}\p{N}](?:[\p{L}\p{N}._+-]{0,62}[\p{L}\p{N}_])?`;
const HOST = String.raw`[a-z0-9](?:[a-z0-9-]{0,62})?(?:\.[a-z0-9][a-z0-9-]{0,62}){1,6}`;
/**
 * What announces a list of names: a line that ends with a colon, or stands between dashes, and speaks of recipients.
 */
const ANNOUNCEMENT =
  /\b(?:recipients?|users?|addressees?|address(?:es)?|mailbox(?:es)?|names?|accounts?|delivered|undeliverable|following)\b[^:]{0,200}:\s*$|^\W{0,8}-{2,}.{0,80}\baddresses\b.{0,80}-{2,}\W*$/i;
const LISTED = new RegExp(
  String.raw`^\s{0,16}(?:[-*•]\s{1,4})?["'<]?(${NAME})["'>]?\s*(?:$|\((.{3,200})\)\s*$|(?:[:;]|\.\.\.|\s[-–—])\s{1,16}(\S.{2,200})$|\t+(\S.{2,200})$|\s{3,}(\S.{2,200})$)`,
  'u',
);
/** `Delivery to user hbauer at mail.example.ch failed`, `The user "kim" does not exist on box.example.kr`. */
const IN_PROSE = new RegExp(
  String.raw`\b(?:local user|user|mailbox|account|addressee|recipient|login)(?: (?:id|name|named))? ["'<]?(${NAME})["'>]?\s[^.:;]{0,60}?\b(?:at|on|in)\s+(?:(?:the )?(?:host|server|machine|system|domain|node)\s+)?["'<]?(${HOST})`,
  'iu',
);
/** `Local user not found: klaus`. */
const LABELLED = new RegExp(
  String.raw`^\W{0,8}(?:[\p{L}']{1,20} ){0,3}(?:user|mailbox|account|addressee|recipient)s?\b[^:.@]{0,40}:\s{1,8}["'<]?(${NAME})["'>]?\s*$`,
  'iu',
);
const HOST_NAMED = new RegExp(
  String.raw`\b(?:at|on|in)\s+(?:(?:the )?(?:host|server|machine|system|domain|node)\s+)?["'<]?(${HOST})`,
  'i',
);
/** Prose that looks like a name after its label. */
const NO_NAME =
  /^(?:is|was|has|does|not|on|at|of|in|the|name|account|unknown|mailbox|address|could|with|for|to|and|or|list|quota)$/i;
const MAX_LINES = 2000;
const MAX_LINE_LENGTH = 400;
const MAX_NAMES = 500;

/** The names without a domain that a report lists, or names in a sentence, as those that failed. */
export function bareNamesIn(lines: readonly string[]): BareName[] {
  const looked = lines.slice(0, MAX_LINES);
  for (const [index, line] of looked.entries()) {
    if (line.length > MAX_LINE_LENGTH || !ANNOUNCEMENT.test(line)) continue;
    const names = listAfter(looked, index);
    if (names.length > 0) return names;
  }
  for (const line of looked) {
    const [, name, host] = line.length > MAX_LINE_LENGTH ? [] : (IN_PROSE.exec(line) ?? []);
    if (name !== undefined && host !== undefined && !NO_NAME.test(name)) {
      return [{ name, host, diagnostic: line.trim() }];
    }
    const labelled = line.length > MAX_LINE_LENGTH ? undefined : LABELLED.exec(line)?.[1];
    if (labelled !== undefined && !NO_NAME.test(labelled)) {
      return [{ name: labelled, host: null, diagnostic: line.trim() }];
    }
  }
  return [];
}

function listAfter(lines: readonly string[], announcement: number): BareName[] {
  const introduction = paragraphEndingAt(lines, announcement);
  const host = HOST_NAMED.exec(introduction)?.[1] ?? null;
  const names: BareName[] = [];
  let at = announcement + 1;
  while (at < lines.length && (lines[at] ?? '').trim() === '' && at - announcement <= 2) at++;
  for (; at < lines.length && names.length < MAX_NAMES; at++) {
    const line = lines[at] ?? '';
    const [, name, ...remarks] = line.length > MAX_LINE_LENGTH ? [] : (LISTED.exec(line) ?? []);
    if (name === undefined || NO_NAME.test(name)) break;
    const remark = remarks.find((words: string | undefined) => words !== undefined);
    names.push({ name, host, diagnostic: remark?.trim() ?? introduction });
  }
  return names;
}

function paragraphEndingAt(lines: readonly string[], end: number): string {
  let start = end;
  while (start > 0 && end - start < 4 && (lines[start - 1] ?? '').trim() !== '') start--;
  return lines
    .slice(start, end + 1)
    .join('\n')
    .trim();
}
