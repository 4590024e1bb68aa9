import type { Classifier } from '../../classification/index.js';
import type { EvidenceChunk } from '../evidence/index.js';
import type { InterpretationOptions } from '../../interpretation/index.js';
import type { BounceId, MailId, MailKind, RawDigest } from '../../events/index.js';
import type { ToldEvent } from '../told-event.js';

/** A mail's bytes, and what is known of it besides. */
export interface ArrivedMail {
  readonly bytes: Buffer;
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
  /** What its stream will say. */
  readonly told: readonly ToldEvent[];
  /** Of its bounces, in the order in which they are told. */
  readonly bounceIds: readonly BounceId[];
}

/** A reading, and the bytes that it is of. */
export interface ReadMail extends MailReading {
  readonly bytes: Buffer;
}

export interface MailReader {
  /**
   * Reads a mail and judges what it reports by the ruleset in force. Any bytes are a mail. Large ones that have their memory to
   * themselves may move: the buffer given is empty then, and the one in the answer holds them.
   */
  read(mail: ArrivedMail): Promise<ReadMail>;
  /** Frees what it holds; what is being read then may be rejected. Idempotent. */
  close(): Promise<void>;
}

export interface ReadingOptions {
  /** The classifier of the ruleset in force: asked anew for each mail. */
  readonly classifier: () => Classifier;
  readonly interpretation?: InterpretationOptions;
}
