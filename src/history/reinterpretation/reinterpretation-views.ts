import type { MailKind } from '../../events/index.js';

/** How many, and the first of them. */
export interface CountedExamples {
  readonly count: number;
  readonly examples: readonly string[];
}

/** Mails that were taken for one kind and are taken for another, or for the same with other contents. */
export interface KindChange extends CountedExamples {
  readonly from: MailKind;
  readonly to: MailKind;
}

/** What reading evidence again found. */
export interface ReinterpretationReport {
  /** Nothing was written: this is what would change. */
  readonly dryRun: boolean;
  /** Mails looked at so far. */
  readonly scanned: number;
  /** Of them, those that say something else now. */
  readonly changed: number;
  /** Whose bytes have expired or were erased: they stay as they were read. */
  readonly expired: number;
  /** Whose bytes are not those that were stored: they stay as they were read. */
  readonly damaged: CountedExamples;
  /** Examples are mail ids; the most frequent first. */
  readonly changes: readonly KindChange[];
  /** Bounces that are new, that changed, or that are no longer reported. */
  readonly bounces: { readonly gained: number; readonly corrected: number; readonly lost: number };
  /** Recipients of whom a mail tells now and did not before, and the other way round. */
  readonly recipients: { readonly gained: CountedExamples; readonly lost: CountedExamples };
  /** Of the last event appended: give it as `minPosition`; null where nothing was. */
  readonly position: string | null;
}

export const REINTERPRETATION_STATES = ['running', 'completed', 'stopped', 'failed'] as const;

/** A reading that was begun over HTTP. */
export interface ReinterpretationView extends ReinterpretationReport {
  readonly id: string;
  readonly state: (typeof REINTERPRETATION_STATES)[number];
  /** Why it failed; null otherwise. */
  readonly error: string | null;
}
