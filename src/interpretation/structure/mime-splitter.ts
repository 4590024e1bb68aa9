import { type MimeNode, Splitter, type SplitterOptions } from '@zone-eu/mailsplit';

const HEADER = 1;

/** What mailsplit 5.4.19 splits a mail with, line by line, and does not declare. */
interface LineSplitter {
  readonly node: MimeNode;
  /** What the next line belongs to, if it is not a boundary. */
  readonly state: typeof HEADER | 2;
  nodeCounter: number;
  maxHeadSize: number;
  newNode(): void;
  checkBoundary(line: Buffer): unknown;
  processLine(line: Buffer, isLast: boolean, then: (error?: Error | null, data?: unknown) => void): void;
}

const LineSplitter = Splitter as unknown as new (options: SplitterOptions) => LineSplitter;

/** Takes what a mail is split into, in its order. */
export interface PartTaker {
  /** A part begins, and its header was read. False: nothing more is wanted. */
  part(node: MimeNode): boolean;
  /** More of a part's content, without the line end that belongs to the boundary after it. */
  content(node: MimeNode, content: Buffer): void;
}

/**
 * mailsplit's splitter without the stream that it is: it is handed the lines of headers and those that may be
 * boundaries, and what stands between them is passed by whole. One serves all mails: a stream made for one mail would
 * outlive it until V8 looks through old memory.
 */
export class MimeSplitter extends LineSplitter {
  #taker: PartTaker = NOBODY;
  /** Why nothing more is split. */
  #end: 'unwanted' | 'long-header' | null = null;
  /** The last line of the header began a field. */
  #isField = false;

  constructor() {
    // Whoever takes the parts counts them, and stops in time: an error of mailsplit's would lose what it was about to
    // tell.
    super({ ignoreEmbedded: true, maxChildNodes: Infinity });
  }

  /**
   * Splits a mail that is given in pieces, all but the last of which end with a line.
   * @returns false when the header of a part is longer than the limit; what stands before it was taken
   */
  split(pieces: readonly Buffer[], maxHeaderBytes: number, taker: PartTaker): boolean {
    this.#begin(taker);
    // mailsplit counts the blank line after the header too.
    this.maxHeadSize = maxHeaderBytes + 2;
    for (const piece of pieces) this.#piece(piece);
    if (this.state === HEADER && this.#end === null) this.#line(NOTHING, true);
    const isWhole = this.#end !== 'long-header';
    // Nothing of the mail stays.
    this.#begin(NOBODY);
    return isWhole;
  }

  /** mailsplit tells of parts that end with their header here. */
  push(node: MimeNode): void {
    if (!this.#taker.part(node)) this.#end = 'unwanted';
  }

  #begin(taker: PartTaker): void {
    this.#taker = taker;
    this.#end = null;
    this.nodeCounter = 0;
    this.newNode();
  }

  #piece(mail: Buffer): void {
    for (let at = 0; at < mail.length && this.#end === null;) {
      at = this.state === HEADER ? this.#header(mail, at) : this.#content(mail, at);
    }
  }

  /**
   * For each continuation of a line without a colon, mailsplit would look through all of them for a colon (20 s for 240
   * kB). Such lines are not a field; they are left out.
   * @returns where the next line begins
   */
  #header(mail: Buffer, start: number): number {
    const end = lineEnd(mail, start);
    const line = mail.subarray(start, end);
    const goesOn = line[0] === SPACE || line[0] === TAB;
    if (!goesOn || !this.#isField) this.#isField = line.includes(COLON);
    if (this.#isField || !goesOn) this.#line(line, false);
    return end;
  }

  /** @returns where the line after the content and its boundary begins */
  #content(mail: Buffer, start: number): number {
    for (let at = start; ;) {
      const boundary = possibleBoundary(mail, at);
      if (boundary < 0) {
        this.#taker.content(this.node, mail.subarray(start));
        return mail.length;
      }
      at = lineEnd(mail, boundary);
      const line = mail.subarray(boundary, at);
      if (!this.checkBoundary(line)) continue;
      const end = this.node.multipart === false ? beforeLineEnd(mail, start, boundary) : boundary;
      if (end > start) this.#taker.content(this.node, mail.subarray(start, end));
      this.#line(line, false);
      return at;
    }
  }

  #line(line: Buffer, isLast: boolean): void {
    const { node } = this;
    this.processLine(line, isLast, (error, data) => {
      if (error) this.#end = 'long-header';
      else if (data === node) this.push(node);
    });
    if (this.node !== node) this.#isField = false;
  }
}

const NOBODY: PartTaker = { part: () => false, content: () => undefined };
const NOTHING = Buffer.alloc(0);
const DASHES = Buffer.from('--');
const [LINE_FEED, CARRIAGE_RETURN, SPACE, TAB, COLON] = [0x0a, 0x0d, 0x20, 0x09, 0x3a];

/**
 * Where the next line that is a boundary, if any is, begins; -1 where there is none. A carriage return may stand before
 * its dashes.
 */
function possibleBoundary(mail: Buffer, start: number): number {
  for (let at = mail.indexOf(DASHES, start); at >= 0; at = mail.indexOf(DASHES, at)) {
    const line = at > start && mail[at - 1] === CARRIAGE_RETURN ? at - 1 : at;
    if (line === start || mail[line - 1] === LINE_FEED) return line;
    at = lineEnd(mail, at);
  }
  return -1;
}

/** The end of a line with its line feed. */
function lineEnd(mail: Buffer, start: number): number {
  const end = mail.indexOf(LINE_FEED, start);
  return end < 0 ? mail.length : end + 1;
}

function beforeLineEnd(mail: Buffer, start: number, end: number): number {
  if (end <= start || mail[end - 1] !== LINE_FEED) return end;
  return end - 1 > start && mail[end - 2] === CARRIAGE_RETURN ? end - 2 : end - 1;
}
