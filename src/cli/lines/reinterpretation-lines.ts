import { count } from './numbers.js';
import type { ReinterpretationReport } from '../../history/reinterpretation/index.js';
import { printable } from '../terminal.js';

/** The result of a reinterpretation for a person, with the totals last. */
export function reinterpretationLines(report: ReinterpretationReport, stopped: boolean): string[] {
  const { dryRun, scanned, changed, expired, damaged, changes, bounces, recipients } = report;
  const kept = [
    ...(expired > 0 ? [`${count(expired)} expired`] : []),
    ...(damaged.count > 0 ? [`${count(damaged.count)} damaged (e.g. ${damaged.examples[0] ?? ''})`] : []),
  ];
  return [
    ...changes.map(({ from, to, ...mails }) => {
      const what = from === to ? `${from}, with different facts` : `${from} → ${to}`;
      return `  ${count(mails.count).padStart(9)}  ${what}  e.g. ${mails.examples[0] ?? ''}`;
    }),
    ...(['gained', 'lost'] as const).flatMap((way) => {
      const { count: many, examples } = recipients[way];
      return many === 0
        ? []
        : [`  ${count(many).padStart(9)}  recipients ${way}  e.g. ${printable(examples.join(', '))}`];
    }),
    ...(kept.length === 0 ? [] : [`  could not be interpreted again: ${kept.join(', ')}`]),
    `reinterpret ${count(changed)} of ${count(scanned)} mails ${dryRun ? 'would ' : ''}say something else: bounces ` +
      `${count(bounces.gained)} gained, ${count(bounces.corrected)} corrected, ${count(bounces.lost)} lost`,
    ...(stopped ? ['reinterpret stopped; run the same command to resume'] : []),
  ];
}
