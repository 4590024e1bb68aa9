import { normaliseRecipient } from '../../../ledger/index.js';
import type { ReportContent } from '../changes.js';

/**
 * What the reports of one mail are known by in whatever reading: a bounce by its id, any other by its recipient and how many of
 * the same stand before it.
 */
export function namedReports<Told>(
  reports: readonly Told[],
  contentOf: (report: Told) => ReportContent,
): (readonly [name: string, report: Told])[] {
  const ordinals = new Map<string, number>();
  return reports.map((report) => {
    const { kind, data } = contentOf(report);
    if (kind === 'bounce') return [data.bounceId, report];
    const name = `${kind} ${data.recipient === null ? '' : normaliseRecipient(data.recipient)}`;
    const ordinal = ordinals.get(name) ?? 0;
    ordinals.set(name, ordinal + 1);
    return [`${name} ${ordinal}`, report];
  });
}
