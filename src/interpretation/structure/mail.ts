import type { LimitName } from '../limits.js';
import type { HeaderFields } from './header-fields.js';
import { htmlToText } from './html-text.js';
import type { MailPart } from './mail-part.js';
import { splitReturned, type SplitText } from './split-returned.js';

const RETURNED_TYPES: ReadonlySet<string> = new Set([
  'message/rfc822',
  'message/global',
  'message/partial',
  'text/rfc822-headers',
  'message/rfc822-headers',
  'message/global-headers',
]);

/**
 * A mail as families see it: its tree of parts, and what its parts say. Everything is decoded once, when it is asked
 * for.
 */
export class Mail {
  /** All parts without children, in the mail's order. A multipart whose parts were lost is one of them. */
  readonly leaves: readonly MailPart[];
  #words: string | undefined;
  #text: SplitText | undefined;
  #returnedParts: MailPart[] | undefined;

  constructor(
    readonly root: MailPart,
    readonly limitsReached: ReadonlySet<LimitName>,
  ) {
    this.leaves = leavesOf(root);
  }

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

  /** Parts that return the message reported on, or its header. */
  get returnedParts(): MailPart[] {
    return (this.#returnedParts ??= this.leaves.filter(isReturned));
  }

  /**
   * What the mail itself says to a person, up to where the text returns a message: its plain text, or its HTML where
   * there is no plain text.
   */
  get ownWords(): string {
    return this.#split.own;
  }

  /** A message that is returned in the text; null where the text returns none. */
  get returnedText(): string | null {
    return this.#split.returned;
  }

  /** What the mail says to a person, a message that the text returns included. */
  get words(): string {
    return (this.#words ??= readText(this.leaves));
  }

  get #split(): SplitText {
    return (this.#text ??= splitReturned(this.words));
  }
}

function leavesOf(root: MailPart): MailPart[] {
  return root.children.length === 0 ? [root] : root.children.flatMap(leavesOf);
}

function isReturned(part: MailPart): boolean {
  return RETURNED_TYPES.has(part.contentType) || part.isBareMessage;
}

function readText(leaves: readonly MailPart[]): string {
  const returnedAt = leaves.findIndex(isReturned);
  const own = leaves.filter((part, index) => (returnedAt <= 0 || index < returnedAt) && !isReturned(part));
  const plain = own.filter(({ contentType, isMultipart }) => contentType === 'text/plain' || isMultipart);
  const text = plain.map((part) => part.text()).join('\n\n');
  if (text.trim() !== '') return text;
  const html = own.filter(({ contentType }) => contentType === 'text/html');
  return html.map((part) => htmlToText(part.text())).join('\n\n');
}
