import type { Page, PageRequest } from '../projections/index.js';

/** Texts of one wording that no rule knows. */
export interface UndeterminedCluster {
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
}
