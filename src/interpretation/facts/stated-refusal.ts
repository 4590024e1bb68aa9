import { enhancedStatusCodeIn } from '../codes/enhanced-status-code.js';
import { smtpReplyCodeIn } from '../codes/smtp-reply-code.js';
import type { HeaderFields } from '../structure/header-fields.js';

/** IronPort's copy of the remote server's reply: `<mx.example.org #5.0.0 smtp; 554 delivery error: …>`. */
const SUPPLEMENTARY = /^\s*<\S{1,255}\s+#[\d.]{5,9}\s+(?:[a-z][\w-]{0,30}\s*;\s*)?([^]*?)>?\s*$/i;
const TYPE = /^\s*[a-z][a-z0-9_-]{0,30}\s*;\s*/i;
/** A Status field that holds the reply itself: `552 message is larger than allowed`. */
const REPLY_AS_STATUS = /^\s*[45][0-5]\d[ -]\s*\S/;
const IN_WORDS = /\p{L}{2,}\P{L}+\p{L}{2,}/u;

/**
 * The refusal that a recipient's fields state: Diagnostic-Code (RFC 3464 section 2.3.6), else the field in which a
 * vendor or a careless server states the reply. Null where none does.
 */
export function statedRefusal(fields: HeaderFields): string | null {
  const code = fields.first('diagnostic-code')?.replace(TYPE, '') ?? null;
  if (code !== null && hasReplyCode(code)) return code;
  const supplementary = fields.first('x-supplementary-info');
  if (supplementary !== null) return SUPPLEMENTARY.exec(supplementary)?.[1] ?? supplementary;
  if (code !== null) return code;
  const status = fields.first('status');
  if (status !== null && REPLY_AS_STATUS.test(status)) return status;
  return vendorsRefusal(fields) ?? remarkOf(status);
}

/** What a server remarks on a code that says nothing: `4.0.0 (mx.example.org: host name lookup failure)`. */
function remarkOf(status: string | null): string | null {
  const remark = /^\s*[45]\.0\.0\s*\(([^()]{4,300})\)\s*$/.exec(status ?? '')?.[1] ?? '';
  return IN_WORDS.test(remark) && !/^(?:permanent|temporary|transient) (?:failure|error)$/i.test(remark)
    ? remark
    : null;
}

/** A field of a vendor's own that quotes a reply, whatever its name. */
function vendorsRefusal(fields: HeaderFields): string | null {
  const stated = fields.fields.find(({ name, rawValue }) => {
    return name.startsWith('x-') && IN_WORDS.test(rawValue) && smtpReplyCodeIn(rawValue) !== null;
  });
  return stated === undefined ? null : (fields.first(stated.name)?.replace(TYPE, '') ?? null);
}

/** Whether words hold an SMTP reply code or an enhanced status code. */
export function hasReplyCode(text: string): boolean {
  return smtpReplyCodeIn(text) !== null || enhancedStatusCodeIn(text) !== null;
}
