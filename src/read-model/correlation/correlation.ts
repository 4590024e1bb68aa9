import type { RecipientKey } from '../../events/index.js';

/** How a finding was tied to a campaign or a send, the surest first. */
export type CorrelationMethod = 'signed-verp' | 'verp' | 'envelope-id' | 'message-id' | 'header' | 'recipient';

/** What a finding belongs to. */
export interface Correlation {
  /** Null: nothing ties it to anything. */
  readonly method: CorrelationMethod | null;
  /**
   * The sender's signature names the recipient or their registered send, or a registered send matches whose recipient
   * and Message-ID are both the report's and whose message went to nobody else.
   */
  readonly verified: boolean;
  /**
   * Whether the finding may count in full: it is verified, or nobody registered what it could be held against, neither
   * sends of its campaign nor any send to its recipient. Were only the campaign asked, a forger would get around the
   * question by naming none.
   */
  readonly trusted: boolean;
  readonly campaignId: string | null;
  readonly sendId: string | null;
  /** Number of the registered send. */
  readonly send: number | null;
  /** The recipient's domain, as the send is registered, else as the address has it. */
  readonly domain: string | null;
  /**
   * Recipient of record: the registered send's, else the signed VERP token's, else Original-Recipient, else
   * Final-Recipient. The address is null where only the key is known: the ledger has no address of a send, and the
   * finding names another.
   */
  readonly recipient: string | null;
  readonly recipientKey: RecipientKey | null;
}
