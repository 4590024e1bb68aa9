import type { CollectionReport } from '../../mailbox/index.js';
import { printable } from '../terminal.js';
import { count } from './numbers.js';

/** One collection for a person: its counts, and the error that ended it early. */
export function collectionLines(report: CollectionReport): string[] {
  const { mailbox, listed, appended, alreadyKnown, parked, notReached, deleted, left, error } = report;
  const seconds = (Date.parse(report.completedAt) - Date.parse(report.startedAt)) / 1000;
  const counts = Object.entries({
    listed,
    appended,
    'already known': alreadyKnown,
    parked,
    'not reached': notReached,
    deleted,
    left,
  })
    .filter(([name, mails]) => name !== 'not reached' || mails > 0)
    .map(([name, mails]) => `${name} ${count(mails)}`);
  const summary = `collect    ${mailbox}  ${counts.join('  ')}  (${seconds.toFixed(1)} s)`;
  return error === null ? [summary] : [summary, `           ${error.code}: ${printable(error.message)}`];
}
