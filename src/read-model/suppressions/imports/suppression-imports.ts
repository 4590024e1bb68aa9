import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CommandOrigin, ImportedSuppression } from '../../../events/index.js';
import type { Ledger } from '../../../ledger/index.js';
import { findFormat, readList, readSuppression, Spool, type Chunks } from '../../../lists/index.js';
import type { ReadModelSource } from '../../engine/index.js';
import { InvalidRowsError, NothingToImportError } from './import-errors.js';
import type { ImportReport, ImportRequest, ListCounts } from './import-views.js';
import { ListCounter } from './list-counter.js';
import { PartSpool } from './part-spool.js';
import { Preview } from './preview.js';
import { lastPart, recordParts } from './record-parts.js';

/** Called now and then: how many rows were read, and then how many entries were recorded. */
export type OnImportProgress = (soFar: { readonly rows: number; readonly recorded: number }) => void;

export interface ImportOptions {
  readonly origin: CommandOrigin;
  readonly onProgress?: OnImportProgress;
  /** Ends the import between two parts; given again, it continues there. */
  readonly signal?: AbortSignal;
}

export interface SuppressionImportsDependencies {
  readonly ledger: Ledger;
  /** Lists wait there, on the disk, until they are read to their end. */
  readonly dataDir: string;
  /** What previews look at. */
  readonly source: ReadModelSource;
}

/** Imports suppression lists: of any length, in bounded memory, each once. */
export class SuppressionImports {
  constructor(private readonly dependencies: SuppressionImportsDependencies) {}

  /**
   * Reads a list to its end, and only then records it, part by part: what cannot be read or is invalid leaves nothing
   * behind. A run that was killed while it recorded is continued by giving the same list under the same id again.
   * @throws UnusableListError, InvalidRowsError, NothingToImportError, ImportConflictError: nothing was recorded
   * @throws EventStoreUnavailableError, or the signal's reason: parts may have been recorded
   */
  async run(chunks: Chunks, request: ImportRequest, options: ImportOptions): Promise<ImportReport> {
    const { ledger, dataDir, source } = this.dependencies;
    await using spool = await Spool.open(dataDir);
    const parts = new PartSpool(spool);
    const preview = request.dryRun ? new Preview(source, ledger.keys) : null;
    const counts = await this.#read(chunks, request, options, async (entry) => {
      preview?.add(entry);
      await parts.add(entry);
    });
    const digest = await parts.finish();
    const importId = request.importId ?? digest;
    const report = { importId, dryRun: request.dryRun, ...counts, preview: preview?.counts ?? null };
    if (preview !== null) {
      const known = counts.accepted === 0 ? null : await lastPart(ledger.store, importId, digest);
      return { ...report, alreadyKnown: known?.last ?? false, position: null };
    }
    if (counts.invalidCount > 0 && !request.skipInvalid) throw new InvalidRowsError(counts);
    if (counts.accepted === 0) throw new NothingToImportError(counts);
    const list = { importId, digest, rows: counts.accepted, actor: request.actor };
    return { ...report, ...(await recordParts(ledger, list, parts, options)) };
  }

  async #read(
    chunks: Chunks,
    { from, kind, source }: ImportRequest,
    { onProgress, signal }: ImportOptions,
    take: (entry: ImportedSuppression) => Promise<void>,
  ): Promise<ListCounts> {
    const list = await readList(chunks);
    const { format, names, isGuarded } = findFormat(list, from);
    const given = source ?? (format.name === 'generic' || format.name === 'bounce-ledger' ? null : format.name);
    const reading = { format, isGuarded, kind, source: given, now: this.dependencies.ledger.clock() };
    const counter = new ListCounter(format.name);
    let rows = 0;
    for await (const batch of list.rows(names)) {
      signal?.throwIfAborted();
      for (const row of batch) {
        const outcome = 'error' in row ? row : readSuppression(row, reading);
        if ('error' in outcome) counter.reject(row.line, outcome.error);
        else if ('passedOver' in outcome) counter.passOver(outcome.passedOver);
        else {
          counter.accept(outcome.kind);
          await take(outcome);
        }
      }
      rows += batch.length;
      onProgress?.({ rows, recorded: 0 });
      await nextTurn();
    }
    return counter.counts;
  }
}
