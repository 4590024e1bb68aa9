import { SUPPRESSION_KINDS } from '../../events/index.js';
import type { ImportReport, InvalidRowsError } from '../../read-model/suppressions/index.js';
import { ServiceRequestError } from '../access/service-client.js';
import { count } from './numbers.js';

const INDENT = ' '.repeat('suppress   '.length);

/** What was made of a list, for a person. */
export function importLines(report: ImportReport): string[] {
  const { importId, format, rows, accepted, byKind, invalidCount, invalid, passedOver, preview, alreadyKnown } = report;
  const outcome = preview !== null ? 'dry run, nothing recorded' : alreadyKnown ? 'already imported' : 'imported';
  const kinds = SUPPRESSION_KINDS.filter((kind) => byKind[kind] > 0).map((kind) => `${kind} ${count(byKind[kind])}`);
  return [
    `suppress   ${importId}  ${format}  ${outcome}`,
    `${INDENT}rows ${count(rows)}  accepted ${count(accepted)}  invalid ${count(invalidCount)}  passed over ${count(
      passedOver.notSuppressed + passedOver.noAddress,
    )}`,
    ...(kinds.length > 0 ? [INDENT + kinds.join('  ')] : []),
    ...(preview === null
      ? []
      : [
          `${INDENT}new ${count(preview.new)}  known ${count(preview.known)}  contradicting a later release ${count(
            preview.contradictingRelease,
          )}  duplicates ${count(preview.duplicates)}`,
        ]),
    ...rowLines(invalid, invalidCount).map((line) => INDENT + line),
  ];
}

/** The rows for which a list was refused. */
export function invalidRowLines(error: unknown): string[] {
  if (isInvalidRows(error)) return rowLines(error.counts.invalid, error.counts.invalidCount);
  return error instanceof ServiceRequestError ? error.errors.map(({ path, message }) => `${path}: ${message}`) : [];
}

/** The rows that are named, and how many are not. */
function rowLines(named: ImportReport['invalid'], inAll: number): string[] {
  const lines = named.map(({ line, error }) => `line ${line}: ${error}`);
  const left = inAll - named.length;
  return left > 0 ? [...lines, `and ${count(left)} more`] : lines;
}

/** By its code, so that commands start without the read model. */
function isInvalidRows(error: unknown): error is InvalidRowsError {
  return (
    error instanceof Error && 'code' in error && error.code === ('invalid-rows' satisfies InvalidRowsError['code'])
  );
}
