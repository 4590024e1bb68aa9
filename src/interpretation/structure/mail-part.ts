import { decodeBase64 } from './decode-base64.js';
import { decodeQuotedPrintable } from './decode-quoted-printable.js';
import { decodeCharset, normaliseLines } from './decode-text.js';
import type { HeaderFields } from './header-fields.js';
import { isMessageHeader, PART_FIELD } from './message-header.js';
import { reportTypeOf } from './report-type.js';

export interface MailPartDescription {
  readonly contentType: string;
  readonly charset: string | null;
  readonly transferEncoding: string;
  /** Read when they are first asked for: of most parts nobody asks. */
  readonly headers: () => HeaderFields;
  readonly depth: number;
  readonly multipart: boolean;
}

/** One node of a mail's MIME tree (RFC 2045). Its text is decoded when it is first asked for. */
export class MailPart {
  readonly children: MailPart[] = [];
  /** Content as it stands in the mail. For a multipart: what stands outside its children. */
  readonly #content: Buffer[] = [];
  #headers: HeaderFields | undefined;
  #text: string | undefined;
  #start: { readonly maxBytes: number; readonly text: string } | undefined;
  #isBareMessage: boolean | undefined;
  #reportType: string | null | undefined;

  constructor(
    private readonly description: MailPartDescription,
    private readonly maxTextBytes: number,
    private readonly onTextCut: () => void,
  ) {}

  /** Type and subtype, lower case; `text/plain` where the part says nothing. */
  get contentType(): string {
    return this.description.contentType;
  }
  get headers(): HeaderFields {
    return (this.#headers ??= this.description.headers());
  }
  get depth(): number {
    return this.description.depth;
  }
  get isMultipart(): boolean {
    return this.description.multipart;
  }
  /** See {@link reportTypeOf}. Read when it is first asked for: most reports are known without it. */
  get reportType(): string | null {
    if (this.#reportType === undefined) this.#reportType = reportTypeOf(this.headers);
    return this.#reportType;
  }

  /** Whether it is a message without a header of a part before it: some servers return a message so. */
  get isBareMessage(): boolean {
    if (this.depth === 0) return false;
    return (this.#isBareMessage ??= isMessageHeader(
      this.headers.fields.map(({ name }) => name).filter((name) => !PART_FIELD.test(name)),
    ));
  }

  append(content: Buffer): void {
    this.#content.push(content);
  }

  /** The content decoded to text with line feeds as line ends; at most `maxTextBytes` of it. */
  text(): string {
    return (this.#text ??= normaliseLines(decodeCharset(this.#decoded(), this.description.charset)));
  }

  /** The decoded content as bytes, at most `maxTextBytes` of it. */
  content(): Buffer {
    return this.#decoded();
  }

  /** The first so many bytes of the content as text: for a header that stands there, whatever follows it. */
  start(maxBytes: number): string {
    if (this.#text !== undefined) return this.#text;
    if (this.#start?.maxBytes !== maxBytes) this.#start = { maxBytes, text: this.#decodedStart(maxBytes) };
    return this.#start.text;
  }

  #decodedStart(maxBytes: number): string {
    const encoded = take(this.#content, maxBytes);
    const decoded = decodeTransferEncoding(encoded, this.description.transferEncoding);
    return normaliseLines(decodeCharset(decoded, this.description.charset));
  }

  #decoded(): Buffer {
    // Base64 and quoted-printable decode to no more than they are, and to a third at the least.
    const encoded = take(this.#content, 3 * this.maxTextBytes);
    const decoded = decodeTransferEncoding(encoded, this.description.transferEncoding);
    if (decoded.length <= this.maxTextBytes) return decoded;
    this.onTextCut();
    return decoded.subarray(0, this.maxTextBytes);
  }
}

function take(chunks: readonly Buffer[], maxBytes: number): Buffer {
  const [only] = chunks;
  const all = chunks.length === 1 && only !== undefined ? only : Buffer.concat(upTo(chunks, maxBytes));
  return all.subarray(0, maxBytes);
}

function upTo(chunks: readonly Buffer[], maxBytes: number): Buffer[] {
  const taken: Buffer[] = [];
  let length = 0;
  for (const chunk of chunks) {
    if (length >= maxBytes) break;
    taken.push(chunk);
    length += chunk.length;
  }
  return taken;
}

function decodeTransferEncoding(content: Buffer, transferEncoding: string): Buffer {
  switch (transferEncoding) {
    case 'base64':
      return decodeBase64(content);
    case 'quoted-printable':
      return decodeQuotedPrintable(content);
    default:
      return content;
  }
}
