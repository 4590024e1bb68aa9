import type { LimitName } from '../limits.js';
import type { HeaderFields } from './header-fields.js';
import { htmlToText } from './html-text.js';
import type { MailPart } from './mail-part.js';

/** A mail as families see it: its tree of parts, and the texts in it. */
export class Mail {
  #ownText: string | undefined;

  constructor(
    readonly root: MailPart,
    /** All parts that are no multiparts, in the mail's order. */
    readonly leaves: readonly MailPart[],
    readonly limitsReached: ReadonlySet<LimitName>,
  ) {}

  get headers(): HeaderFields {
    return this.root.headers;
  }

  /** The first part of one of these content types. */
  part(...contentTypes: string[]): MailPart | null {
    return this.leaves.find(({ contentType }) => contentTypes.includes(contentType)) ?? null;
  }

  parts(...contentTypes: string[]): MailPart[] {
    return this.leaves.filter(({ contentType }) => contentTypes.includes(contentType));
  }

  /**
   * What the mail itself says to a person: its plain text parts up to a returned message, or its HTML where there is no plain
   * text, or what stands in a multipart without parts.
   */
  ownText(): string {
    return (this.#ownText ??= readOwnText(this));
  }
}

const RETURNED = new Set(['message/rfc822', 'message/global', 'text/rfc822-headers', 'message/global-headers']);

function readOwnText({ root, leaves }: Mail): string {
  const returnedAt = leaves.findIndex(({ contentType }) => RETURNED.has(contentType));
  const own = returnedAt > 0 ? leaves.slice(0, returnedAt) : leaves.filter((part) => !RETURNED.has(part.contentType));
  const plain = own.filter(({ contentType }) => contentType === 'text/plain' || !contentType.includes('/'));
  const text = plain.map((part) => part.text()).join('\n\n');
  if (text.trim() !== '') return text;
  const html = own.filter(({ contentType }) => contentType === 'text/html');
  if (html.length > 0) return html.map((part) => htmlToText(part.text())).join('\n\n');
  return root.isMultipart ? root.text() : '';
}
