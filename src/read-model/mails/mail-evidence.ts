import type { EventStore } from '../../event-store/index.js';
import type { Evidence } from '../../ledger/evidence/index.js';
import { eventOfType, type MailId, streams } from '../../events/index.js';

/** No such mail is in the ledger. */
export class UnknownMailError extends Error {
  readonly code = 'unknown-mail';
  constructor(readonly mailId: string) {
    super(`no mail ${mailId} is in the ledger`);
    this.name = 'UnknownMailError';
  }
}

/** The mail's events are there, its bytes no longer. */
export class EvidenceGoneError extends Error {
  readonly code = 'evidence-gone';
  constructor(readonly mailId: string) {
    super(`the bytes of mail ${mailId} have expired or were erased`);
    this.name = 'EvidenceGoneError';
  }
}

/** Finds the exact bytes of a mail. */
export class MailEvidence {
  constructor(
    private readonly store: EventStore,
    private readonly evidence: Evidence,
  ) {}

  /** @throws UnknownMailError, EvidenceGoneError, EvidenceDamagedError */
  async read(mailId: MailId): Promise<Buffer> {
    for await (const event of this.store.readStream(streams.mail(mailId), { limit: 1 })) {
      const { rawDigest } = eventOfType(event, 'MailReceived').data;
      const bytes = await this.evidence.read(rawDigest);
      if (bytes === null) throw new EvidenceGoneError(mailId);
      return bytes;
    }
    throw new UnknownMailError(mailId);
  }
}
