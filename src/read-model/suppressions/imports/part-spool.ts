import { createHash } from 'node:crypto';
import type { ImportedSuppression } from '../../../events/index.js';
import type { Spool } from '../../../lists/index.js';

/** Bytes of entries that a part holds: a read model takes in one part at a time, and answers nobody meanwhile. */
const PART_BYTES = 131_072;

interface Place {
  readonly offset: number;
  readonly length: number;
}

/** The entries of a list, in the parts that become its events, on the disk until all of them are read. */
export class PartSpool {
  readonly #digest = createHash('sha256');
  readonly #places: Place[] = [];
  #held: string[] = [];
  #heldLength = 0;

  constructor(private readonly spool: Spool) {}

  /** The same entries always fall into the same parts. */
  async add(entry: ImportedSuppression): Promise<void> {
    const text = JSON.stringify(entry);
    if (this.#heldLength + text.length > PART_BYTES) await this.#write();
    this.#held.push(text);
    this.#heldLength += text.length + 1;
  }

  /** Call it once, after the last entry. @returns SHA-256 (hex) over all parts */
  async finish(): Promise<string> {
    if (this.#held.length > 0) await this.#write();
    return this.#digest.digest('hex');
  }

  get parts(): number {
    return this.#places.length;
  }

  /** The entries of a part as a JSON array. */
  async part(number: number): Promise<string> {
    const place = this.#places[number];
    if (place === undefined) throw new RangeError(`there is no part ${number}`);
    return (await this.spool.read(place.offset, place.length)).toString('utf8');
  }

  async #write(): Promise<void> {
    const text = `[${this.#held.join(',')}]`;
    this.#held = [];
    this.#heldLength = 0;
    this.#digest.update(text).update('\n');
    const offset = this.spool.bytes;
    await this.spool.write(text);
    this.#places.push({ offset, length: this.spool.bytes - offset });
  }
}
