import { HeaderFields, parseHeaderFields } from '../structure/header-fields.js';
import type { Mail } from '../structure/mail.js';
import { splitReturned } from '../text/returned-text.js';
import { messageIdIn } from './message-id.js';

const RETURNED_PARTS = [
  'message/rfc822',
  'message/global',
  'text/rfc822-headers',
  'message/global-headers',
  'message/rfc822-headers',
];
/** A returned message's header is looked for in so much of a part. */
const HEADER_BYTES = 64 * 1024;

/** The header of the returned message: a part of its own, or what follows the report's words in its text. */
export function returnedHeader(mail: Mail): HeaderFields {
  for (const part of mail.parts(...RETURNED_PARTS)) {
    const header = headerAtStart(part.start(HEADER_BYTES));
    if (header.fields.length > 0) return header;
  }
  const { returned } = splitReturned(mail.ownText());
  return returned === null ? HeaderFields.NONE : headerAtStart(returned);
}

/** The returned message's Message-ID, or the one that the report names as what it answers (RFC 5322 section 3.6.4). */
export function originalMessageId(returned: HeaderFields, report: HeaderFields): string | null {
  return (
    messageIdIn(returned.first('message-id')) ??
    messageIdIn(report.first('in-reply-to')) ??
    messageIdIn(report.first('references')?.split(/\s+/).at(-1) ?? null)
  );
}

function headerAtStart(text: string): HeaderFields {
  const header = text.replace(/^\s*\n/, '').split(/\n[ \t]*\n/, 1)[0] ?? '';
  return parseHeaderFields(header);
}
