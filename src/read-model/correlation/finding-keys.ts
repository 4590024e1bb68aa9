import { IDENTIFIER } from '../../config/index.js';
import type { CorrelationKeys, RecipientKey } from '../../events/index.js';
import { normaliseAddress, type LedgerKeys } from '../../ledger/index.js';

/** What correlation looks at: a part of every finding's event. */
export interface CorrelatableFinding {
  readonly recipient: string | null;
  readonly originalRecipient?: string | null;
  readonly originalMessageId: string | null;
  /** ISO 8601, UTC, to the millisecond. */
  readonly occurredAt: string;
  readonly keys: CorrelationKeys;
  /** A person forwards the report. */
  readonly forwarded?: true;
}

export interface Addressee {
  /** Normalised. */
  readonly address: string;
  readonly key: RecipientKey;
}

/** Names a mailing list or a web page, not a campaign. */
const NO_CAMPAIGN_HEADER = 'list-unsubscribe';
/** A Feedback-ID has four fields; what has many more names no campaign. */
const MAX_NAMES = 8;

/** The keys of one finding. Digests are made when first asked for, and once. */
export class FindingKeys {
  #reported: readonly Addressee[] | undefined;
  #messageIdKey: string | null | undefined;

  constructor(
    readonly finding: CorrelatableFinding,
    private readonly keys: LedgerKeys,
  ) {}

  /** Original-Recipient, then Final-Recipient, as far as they are addresses and differ. */
  get reported(): readonly Addressee[] {
    this.#reported ??= this.#addressees(this.finding.originalRecipient ?? null, this.finding.recipient);
    return this.#reported;
  }

  get messageIdKey(): string | null {
    if (this.#messageIdKey === undefined) {
      const { originalMessageId } = this.finding;
      this.#messageIdKey = originalMessageId === null ? null : this.keys.messageIdKey(originalMessageId);
    }
    return this.#messageIdKey;
  }

  /** What the returned message's headers may mean by a campaign: each value whole, then its fields. */
  get campaignNames(): readonly string[] {
    const names = new Set<string>();
    for (const [header, value] of Object.entries(this.finding.keys.headers)) {
      if (header === NO_CAMPAIGN_HEADER) continue;
      // https://support.google.com/mail/answer/6254652: a Feedback-ID's fields are separated by colons.
      for (const name of [value.trim(), ...value.split(/[:;,\s]+/)]) if (IDENTIFIER.test(name)) names.add(name);
    }
    return [...names].slice(0, MAX_NAMES);
  }

  /** The recipient that a VERP token carries: with an `@`, or with the `=` that most schemes put in its place. */
  encodedAddressee(encoded: string): Addressee | null {
    const decoded = encoded.includes('@') ? encoded : encoded.replace(/=(?=[^=]*$)/, '@');
    return this.#addressees(decoded)[0] ?? null;
  }

  #addressees(...given: readonly (string | null)[]): Addressee[] {
    const addressees: Addressee[] = [];
    // Most findings give one recipient twice, in the same letters.
    for (const text of new Set(given)) {
      const address = text === null ? null : normaliseAddress(text);
      if (address === null || addressees.some((known) => known.address === address)) continue;
      addressees.push({ address, key: this.keys.recipientKey(address) });
    }
    return addressees;
  }
}
