import type { Chunks, ListType } from '../../lists/index.js';
import { LookupLists, type LookupPurpose } from '../../read-model/recipients/index.js';
import {
  listText,
  SuppressionImports,
  SuppressionQueries,
  type ImportReport,
  type ImportRequest,
  type SuppressionFilter,
} from '../../read-model/suppressions/index.js';
import type { BounceLedger } from '../../service/index.js';
import type { ImportRun, ListsAccess } from './lists-access.js';

/** Lists of the ledger that is open in this process. */
export class LocalLists implements ListsAccess {
  constructor(
    private readonly bounceLedger: BounceLedger,
    private readonly dataDir: string,
  ) {}

  async importList(list: Chunks, request: ImportRequest, run: ImportRun): Promise<ImportReport> {
    const { ledger, readModel } = this.bounceLedger;
    if (request.dryRun) await readModel.caughtUp();
    return new SuppressionImports({ ledger, dataDir: this.dataDir, source: readModel.source }).run(list, request, run);
  }

  async *exportList(filter: SuppressionFilter, type: ListType, signal: AbortSignal): AsyncGenerator<string> {
    const { readModel } = this.bounceLedger;
    await readModel.caughtUp();
    yield* listText(new SuppressionQueries(readModel.source).all(filter, signal), type);
  }

  async *lookUpList(list: Chunks, purpose: LookupPurpose, type: ListType): AsyncGenerator<Uint8Array> {
    const { ledger, readModel } = this.bounceLedger;
    await readModel.caughtUp();
    const lists = new LookupLists({ recipients: readModel.recipients, dataDir: this.dataDir, clock: ledger.clock });
    await using answer = await lists.run(list, purpose, type);
    yield* answer.text();
  }
}
