import type { ReportedRecipient } from '../facts/reported-recipient.js';
import type { MailKind } from '../../events/index.js';
import type { HeaderFields } from '../structure/header-fields.js';
import type { Mail } from '../structure/mail.js';

/**
 * How strongly a mail's headers and content types speak for a family, decided without decoding anything big.
 * `certain`: the mail names the format. `likely`: the mark of one program. `possible`: worth a look.
 */
export type Evidence = 'certain' | 'likely' | 'possible';

/** A report on the delivery to one or more recipients; one that names nobody has a recipient that is null. */
export interface DeliveryReading {
  readonly kind: 'delivery';
  readonly recipients: readonly ReportedRecipient[];
  readonly reportingMta?: string | null;
  readonly arrivalDate?: string | null;
  readonly envelopeId?: string | null;
  /** The returned message's Message-ID, where the report's fields state it. */
  readonly originalMessageId?: string | null;
  /** The header of the returned message, where the family found it in a place of its own. */
  readonly returned?: HeaderFields | null;
}

export interface ReportedComplaint {
  readonly recipient: string | null;
  readonly feedbackType: string;
  readonly sourceIp?: string | null;
  readonly arrivalDate?: string | null;
}

export interface FeedbackReading {
  readonly kind: 'complaint';
  readonly complaints: readonly ReportedComplaint[];
  readonly reportingMta?: string | null;
  readonly envelopeId?: string | null;
  readonly returned?: HeaderFields | null;
}

/** A mail that is understood, and tells of no failure and no complaint. */
export interface SetAsideReading {
  readonly kind: Extract<MailKind, 'auto-reply' | 'challenge' | 'delivery-notice' | 'read-receipt' | 'not-a-report'>;
  /** Why it is neither a bounce nor a complaint, in words. */
  readonly reason: string;
}

export type Reading = DeliveryReading | FeedbackReading | SetAsideReading;

/** A format of reports: one file, found by cheap evidence, that reads what the mail says. Knows no other family. */
export interface Family {
  /** Stable: it is recorded with every event. */
  readonly name: string;
  recognise(mail: Mail): Evidence | null;
  /** @returns null where the mail turns out not to be of this family; the next one is asked. */
  read(mail: Mail): Reading | null;
}
