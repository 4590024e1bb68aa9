import type { UndeterminedCluster } from '../../read-model/undetermined/index.js';

/** Texts that no rule knows, as the command line needs them, of this process or of a running service. */
export interface UndeterminedAccess {
  /** At most so many clusters, those of most bounces first. */
  list(limit: number): Promise<readonly UndeterminedCluster[]>;
  /** Null where no bounce is of it now. */
  find(id: string): Promise<UndeterminedCluster | null>;
}
