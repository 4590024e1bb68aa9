import { count, percent } from './numbers.js';
import type { ReclassificationPreview, ReclassificationView } from '../../history/reclassification/index.js';
import { printable } from '../terminal.js';

const CHANGES_SHOWN = 20;
const CAMPAIGNS_SHOWN = 10;

/** What would change, for a person: the totals last, with the command that applies it. */
export function previewLines(preview: ReclassificationPreview): string[] {
  const { from, to, changes, campaigns, scanned, changed, recipients, notices, confirm } = preview;
  return [
    `reclassify ruleset ${from} → ${to}`,
    ...changes.slice(0, CHANGES_SHOWN).map((change) => {
      const example = change.examples[0] === undefined ? '' : `  e.g. ${change.examples[0]}`;
      return `  ${count(change.count).padStart(9)}  ${change.from.join(' ')} → ${change.to.join(' ')}${example}`;
    }),
    ...more(changes.length - CHANGES_SHOWN, 'changes'),
    ...campaigns.slice(0, CAMPAIGNS_SHOWN).map(({ id, hardRate, bounceRate }) => {
      return `  campaign ${printable(id)}  hard ${moved(hardRate)}  bounce ${moved(bounceRate)}`;
    }),
    ...more(campaigns.length - CAMPAIGNS_SHOWN, 'campaigns'),
    `reclassify ${count(changed)} of ${count(scanned)} would change; ${count(recipients.quarantined)} newly quarantined, ` +
      `${count(recipients.released)} released, ${count(notices)} notices; apply with --confirm ${confirm}`,
  ];
}

export function runLine({ id, state, from, to, scanned, changed }: ReclassificationView): string {
  const ofAll = `${count(changed)} of ${count(scanned)}`;
  switch (state) {
    case 'completed':
      return `reclassify ${ofAll} changed; history is classified by ruleset ${to}`;
    case 'cancelled':
      return `reclassify ${id} is cancelled: history is classified by ruleset ${from} as before`;
    case 'running':
      return `reclassify stopped at ${count(scanned)} bounces; run the same command to resume`;
  }
}

function more(hidden: number, what: string): string[] {
  return hidden > 0 ? [`  and ${count(hidden)} more ${what}`] : [];
}

function moved([before, after]: readonly [number | null, number | null]): string {
  return `${percent(before)} → ${percent(after)}`;
}
