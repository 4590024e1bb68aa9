import type { EventEmitter } from 'node:events';
import type { SplitterChunk } from '@zone-eu/mailsplit';
import type { InterpretationLimits } from '../interpretation.js';
import type { LimitName } from '../limits.js';
import { HeaderFields, parseHeaderFields } from './header-fields.js';
import { decodeCharset, normaliseLines } from './decode-text.js';
import { MimeSplitter } from './mime-splitter.js';
import { MailPart } from './mail-part.js';
import { Mail } from './mail.js';
import { collapseReturns } from './collapse-returns.js';
import { cutHeader } from './cut-header.js';

/**
 * Reads the MIME structure of a mail, byte-exact, up to the limits. Any bytes are a mail: what is no MIME is one text part.
 * Never rejects. Linear in the length of the bytes.
 */
export function readStructure(bytes: Buffer, limits: InterpretationLimits): Promise<Mail> {
  const builder = new StructureBuilder(limits);
  const within = bytes.subarray(0, limits.maxMailBytes);
  if (within.length < bytes.length) builder.reached('maxMailBytes');
  const cut = cutHeader(collapseReturns(within), limits.maxHeaderBytes);
  if (cut.length > 1) builder.reached('maxHeaderBytes');

  return new Promise((resolve) => {
    const splitter = new MimeSplitter({
      ignoreEmbedded: true,
      // mailsplit counts the blank line after the header too.
      maxHeadSize: limits.maxHeaderBytes + 2,
      // The builder counts, and stops in time: an error of mailsplit's would lose what it has split and not yet handed over.
      maxChildNodes: Infinity,
    });
    const events: EventEmitter = splitter;
    events.on('data', (chunk: SplitterChunk) => {
      if (builder.take(chunk)) return;
      splitter.destroy();
    });
    events.on('error', () => {
      // The only error that is left: the header of an inner part is too long. What was split before it counts.
      builder.reached('maxHeaderBytes');
    });
    events.on('close', () => {
      resolve(builder.build());
    });
    for (const piece of cut) splitter.write(piece);
    splitter.end();
  });
}

type MimeNode = Extract<SplitterChunk, { type: 'node' }>;

class StructureBuilder {
  readonly #parts = new Map<unknown, MailPart | null>();
  readonly #limitsReached = new Set<LimitName>();
  #root: MailPart | null = null;

  constructor(private readonly limits: InterpretationLimits) {}

  reached(limit: LimitName): void {
    this.#limitsReached.add(limit);
  }

  /** @returns false once nothing more is wanted */
  take(chunk: SplitterChunk): boolean {
    if (chunk.type === 'node') return this.#node(chunk);
    // A boundary line is announced as data of the part that follows it, before that part itself.
    this.#parts.get(chunk.node)?.append(chunk.value);
    return true;
  }

  build(): Mail {
    const root = this.#root ?? this.#part(() => HeaderFields.NONE, null, 0);
    return new Mail(root, this.#limitsReached);
  }

  #node(node: MimeNode): boolean {
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
      contentType: node?.contentType || 'text/plain',
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

function headersOf(node: MimeNode): HeaderFields {
  if (node.headers === false) return HeaderFields.NONE;
  return parseHeaderFields(normaliseLines(decodeCharset(node.getHeaders(), null)));
}
