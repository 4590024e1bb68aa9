import type { MimeNode } from '@zone-eu/mailsplit';
import type { InterpretationLimits } from '../interpretation.js';
import type { LimitName } from '../limits.js';
import { HeaderFields, parseHeaderFields } from './header-fields.js';
import { decodeCharset, normaliseLines } from './decode-text.js';
import { MimeSplitter, type PartTaker } from './mime-splitter.js';
import { MailPart } from './mail-part.js';
import { Mail } from './mail.js';
import { collapseReturns } from './collapse-returns.js';
import { cutHeader } from './cut-header.js';
import { repairedHeader } from './repair-header.js';

/**
 * Reads the MIME structure of a mail, byte-exact, up to the limits. Any bytes are a mail: what is not MIME is one text
 * part. Never throws. Linear in the length of the bytes.
 */
export function readStructure(bytes: Uint8Array, limits: InterpretationLimits): Mail {
  const builder = new StructureBuilder(limits);
  const within = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, limits.maxMailBytes));
  if (within.length < bytes.length) builder.reached('maxMailBytes');
  const mail = split(collapseReturns(within), limits, builder);
  const repaired = repairedHeader(within, mail.root, limits.maxHeaderBytes);
  if (repaired === null) return mail;
  const again = new StructureBuilder(limits);
  if (within.length < bytes.length) again.reached('maxMailBytes');
  return split(collapseReturns(repaired), limits, again);
}

function split(mail: Buffer, limits: InterpretationLimits, builder: StructureBuilder): Mail {
  const cut = cutHeader(mail, limits.maxHeaderBytes);
  const isWhole = SPLITTER.split(cut, limits.maxHeaderBytes, builder);
  if (cut.length > 1 || !isWhole) builder.reached('maxHeaderBytes');
  return builder.build();
}

const SPLITTER = new MimeSplitter();

class StructureBuilder implements PartTaker {
  readonly #parts = new Map<unknown, MailPart | null>();
  readonly #limitsReached = new Set<LimitName>();
  #root: MailPart | null = null;

  constructor(private readonly limits: InterpretationLimits) {}

  reached(limit: LimitName): void {
    this.#limitsReached.add(limit);
  }

  content(node: MimeNode, content: Buffer): void {
    this.#parts.get(node)?.append(content);
  }

  build(): Mail {
    const root = this.#root ?? this.#part(() => HeaderFields.NONE, null, 0);
    return new Mail(root, this.#limitsReached);
  }

  part(node: MimeNode): boolean {
    const { maxParts, maxDepth } = this.limits;
    if (this.#parts.size >= maxParts) {
      this.reached('maxParts');
      return false;
    }
    const parent = node.parentNode === false ? null : (this.#parts.get(node.parentNode) ?? null);
    const depth = parent === null ? 0 : parent.depth + 1;
    if (depth > maxDepth || (node.parentNode !== false && parent === null)) {
      this.reached('maxDepth');
      this.#parts.set(node, null);
      return true;
    }
    const part = this.#part(() => headersOf(node), node, depth);
    this.#parts.set(node, part);
    this.#root ??= part;
    parent?.children.push(part);
    return true;
  }

  #part(headers: () => HeaderFields, node: MimeNode | null, depth: number): MailPart {
    const description = {
      contentType: contentTypeIn(node?.contentType || ''),
      charset: node?.charset || null,
      transferEncoding: node?.encoding || '',
      headers,
      depth,
      multipart: Boolean(node?.multipart),
    };
    return new MailPart(description, this.limits.maxTextBytes, () => {
      this.reached('maxTextBytes');
    });
  }
}

/** Type and subtype alone: a parameter that no semicolon marks off is none of the type. */
function contentTypeIn(value: string): string {
  return /^[^\s;,/]+\/[^\s;,]+/.exec(value)?.[0] ?? 'text/plain';
}

function headersOf(node: MimeNode): HeaderFields {
  if (node.headers === false) return HeaderFields.NONE;
  return parseHeaderFields(normaliseLines(decodeCharset(node.getHeaders(), null)));
}
