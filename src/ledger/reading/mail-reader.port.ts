import type { Classifier } from '../../classification/index.js';
import type { EvidenceChunk } from '../evidence/index.js';
import type { InterpretationOptions } from '../../interpretation/index.js';
import type { BounceId, MailId, MailKind, RawDigest, SerialisedEvent } from '../../events/index.js';
import type { OwnedBytes } from './owned-bytes.js';

/** A mail's bytes, and what is known of it besides. */
export interface ArrivedMail {
  readonly bytes: Buffer | OwnedBytes;
  readonly mailbox: string | null;
  readonly uidl: string | null;
  /** ISO 8601, UTC. */
  readonly receivedAt: string;
}

/** All that follows from an arrived mail and a ruleset alone: the same in whatever thread it is worked out. */
export interface MailReading {
  readonly mailId: MailId;
  readonly rawDigest: RawDigest;
  readonly kind: MailKind;
  /** The first chunk of its evidence; most mails have no other. */
  readonly firstChunk: EvidenceChunk;
  /** Of its stream, in their order. */
  readonly events: readonly SerialisedEvent[];
  /** Of its bounces, in the order of their events. */
  readonly bounceIds: readonly BounceId[];
}

export interface MailReader {
  /**
   * Reads a mail and classifies what it reports by the ruleset in force. Any bytes are a mail. The memory of owned
   * bytes may be in another thread meanwhile; it is back when this resolves.
   */
  read(mail: ArrivedMail): Promise<MailReading>;
  /** Frees what it holds; what is being read then may be rejected. Idempotent. */
  close(): Promise<void>;
}

export interface ReadingOptions {
  /** The classifier of the ruleset in force: asked anew for each mail. */
  readonly classifier: () => Classifier;
  readonly interpretation?: InterpretationOptions;
}
