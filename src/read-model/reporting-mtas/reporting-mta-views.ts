import type { Page, PageRequest } from '../engine/index.js';

/** How often bounces of one reporting MTA carry the Message-ID of the message that they are about. */
export interface ReportingMta {
  /**
   * Registrable domain of the MTAs, e.g. `google.com`; host name or address of one that has none; `(none)`: the report
   * names none, `(other)`: what it names is not a host.
   */
  readonly reportingMta: string;
  /** One for each failed recipient. */
  readonly bounces: number;
  /** Of them, those that carry it. */
  readonly messageIds: number;
  /** messageIds of bounces: 0 to 1. */
  readonly share: number;
}

export interface ReportingMtaQueries {
  /**
   * Those that lost most Message-IDs first. One that changes its place while its list is read may stand on two pages,
   * or on none.
   */
  list(page: PageRequest): Page<ReportingMta>;
  /** All of them together. */
  total(): Pick<ReportingMta, 'bounces' | 'messageIds'>;
}
