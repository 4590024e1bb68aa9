import { HeaderFields, parseHeaderFields } from '../structure/header-fields.js';
import type { Mail } from '../structure/mail.js';
import { PART_FIELD } from '../structure/message-header.js';
import { splitReturned } from '../structure/split-returned.js';
import { messageIdIn } from './message-id.js';

/** A returned message's header is looked for in so much of a part. */
export const RETURNED_HEADER_BYTES = 64 * 1024;

/** The header of the returned message: a part of its own, or what follows the report's words in a text of the mail. */
export function returnedHeader(mail: Mail): HeaderFields {
  for (const part of mail.returnedParts) {
    const header = part.isBareMessage ? part.headers : headerAtStart(part.start(RETURNED_HEADER_BYTES));
    if (header.fields.length > 0) return header;
  }
  if (mail.returnedText !== null) return headerAtStart(mail.returnedText);
  // Behind a boundary that does not match, it stands in the part before.
  const last = mail.leaves.at(-1);
  const behind = last === undefined ? null : splitReturned(last.text()).returned;
  return behind === null ? HeaderFields.NONE : headerAtStart(behind);
}

/**
 * The returned message's Message-ID, else the one that the report's fields state, else the one that the report names as
 * what it answers (RFC 5322 section 3.6.4).
 */
export function originalMessageId(
  returned: HeaderFields,
  report: HeaderFields,
  stated: string | null = null,
): string | null {
  return (
    messageIdIn(returned.first('message-id')) ??
    messageIdIn(stated) ??
    messageIdIn(report.first('in-reply-to')) ??
    messageIdIn(report.first('references')?.split(/\s+/).at(-1) ?? null)
  );
}

/**
 * The fields of a header block at the start of a text, blank lines before it left out. Fields of a part that a blank
 * line cut off from its header may stand there first.
 */
export function headerAtStart(text: string): HeaderFields {
  const [first = '', second = ''] = text.trimStart().split(/\n(?:[ \t]*\n)+/, 2);
  const header = parseHeaderFields(first);
  return second !== '' && header.fields.every(({ name }) => PART_FIELD.test(name)) ? parseHeaderFields(second) : header;
}
