import type { AtPosition, Page, PageRequest } from '../engine/index.js';

/** Texts of one wording that no rule knows. */
export interface UndeterminedCluster {
  /** 16 hex digits; the same in every ledger. */
  readonly id: string;
  /** What the texts have in common: addresses and domains as `*`, numbers and ids as `#`, in small letters. */
  readonly form: string;
  readonly bounces: number;
  /** Whose servers or mailboxes they are about, most bounces first. */
  readonly providers: readonly { readonly provider: string; readonly bounces: number }[];
  /** The latest of them, latest first. */
  readonly examples: readonly { readonly bounceId: string; readonly diagnostic: string }[];
}

export interface UndeterminedQueries {
  /**
   * Most bounces first. A cluster that grows past the end of a page while its list is read may stand on two pages.
   */
  list(page: PageRequest): Page<UndeterminedCluster>;
  /** One cluster, with up to twenty examples of different texts; null where no bounce is of it now. */
  find(id: string): (UndeterminedCluster & AtPosition) | null;
}

/** No bounce that no rule knows has a text of this wording. */
export class UnknownClusterError extends Error {
  readonly code = 'unknown-cluster';
  constructor(readonly id: string) {
    super(`no undetermined bounce has a text of cluster ${id}`);
    this.name = 'UnknownClusterError';
  }
}
