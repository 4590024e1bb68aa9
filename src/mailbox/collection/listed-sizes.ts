import type { ListedMail } from '../pop3/listing.js';
import { compareWithListed, type HandedOver } from './handed-over.js';

/** So many mails, and none that agreed, show that a server estimates. */
const MAILS_THAT_SHOW_AN_ESTIMATE = 3;

/**
 * Whether a server's LIST can be held against what it hands over. Most servers list exact sizes: from them a mail that
 * is shorter was not handed over whole. Exchange lists estimates: some mails of it come out shorter, and none agrees.
 */
export class ListedSizes {
  #agreed = false;
  readonly #estimated = new Set<string>();

  /** Some mail came with exactly the size that was listed. */
  get areExact(): boolean {
    return this.#agreed;
  }

  /** How the mail compares with what was listed; `short` where the server is known to list exact sizes. */
  compare(mail: ListedMail, bytes: Buffer): HandedOver {
    const comparison = compareWithListed(mail.size, bytes);
    if (comparison === 'agrees') this.#agreed = true;
    if (comparison !== 'estimated') return comparison;
    if (!this.#showEstimates) this.#estimated.add(mail.uidl ?? `#${mail.number}`);
    return this.#showEstimates && !this.#agreed ? comparison : 'short';
  }

  get #showEstimates(): boolean {
    return this.#estimated.size >= MAILS_THAT_SHOW_AN_ESTIMATE;
  }
}
