import type { MailKind } from '../../events/index.js';
import type { AtPosition, Page, PageRequest } from '../engine/index.js';

export interface MailView {
  readonly mailId: string;
  readonly kind: MailKind;
  readonly mailbox: string | null;
  /** Bytes. */
  readonly size: number;
  readonly receivedAt: string;
  readonly messageId: string | null;
  readonly subject: string | null;
  readonly from: string | null;
  /** The format family that read it. */
  readonly family: string;
  readonly interpreterVersion: number;
  /** Why no report was found in it; null where one was. */
  readonly setAsideReason: string | null;
  readonly bounces: readonly string[];
  /** Path of the exact bytes. */
  readonly evidence: string;
}

export interface MailFilter {
  readonly kind?: MailKind | undefined;
}

export interface MailQueries {
  /** Latest first. */
  list(filter: MailFilter, page: PageRequest): Page<MailView>;
  find(mailId: string): (MailView & AtPosition) | null;
}
