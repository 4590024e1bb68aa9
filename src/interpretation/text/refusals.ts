import { addressesIn } from '../facts/addresses.js';

const REFUSAL = /(?:^|<<<|>>>|<--|said:|"|\(|:)\s{0,4}[45][0-5]\d[ -]/i;
const CONTINUATION = /^\s+\S|^(?:<<< )?[45]\d\d-/;
/** Lines of one refusal, as servers fold them. */
const MAX_LINES = 9;
const MAX_LINE_LENGTH = 2000;

/** The refusals that a report quotes out of its SMTP session. */
export class Refusals {
  readonly #first: number | null;
  readonly #byAddress = new Map<string, number>();

  constructor(private readonly lines: readonly string[]) {
    const places = lines.flatMap((line, index) => (REFUSAL.test(line.slice(0, MAX_LINE_LENGTH)) ? [index] : []));
    this.#first = places[0] ?? null;
    for (const place of places) {
      for (const { address } of addressesIn(lines[place] ?? '')) {
        const key = address.toLowerCase();
        if (!this.#byAddress.has(key)) this.#byAddress.set(key, place);
      }
    }
  }

  /** The first refusal, whomever it concerns. */
  first(): string | null {
    return this.#first === null ? null : this.#at(this.#first);
  }

  /** The refusal that names the address. */
  of(address: string): string | null {
    const place = this.#byAddress.get(address.toLowerCase());
    return place === undefined ? null : this.#at(place);
  }

  #at(first: number): string {
    let end = first + 1;
    while (end - first < MAX_LINES && CONTINUATION.test(this.lines[end] ?? '')) end++;
    return this.lines.slice(first, end).join('\n').trim();
  }
}
