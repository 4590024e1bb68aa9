import type { UndeterminedCluster } from '../../read-model/undetermined/index.js';
import type { BounceLedger } from '../../service/index.js';
import type { UndeterminedAccess } from './undetermined-access.js';

/** The texts that no rule knows, of the ledger opened in this process. */
export class LocalUndetermined implements UndeterminedAccess {
  constructor(private readonly bounceLedger: BounceLedger) {}

  async list(limit: number): Promise<readonly UndeterminedCluster[]> {
    const { readModel } = this.bounceLedger;
    await readModel.caughtUp();
    return readModel.undetermined.list({ limit }).items;
  }

  async find(id: string): Promise<UndeterminedCluster | null> {
    const { readModel } = this.bounceLedger;
    await readModel.caughtUp();
    return readModel.undetermined.find(id);
  }
}
