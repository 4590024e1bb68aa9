import type { CustodyCounts } from '../../events/index.js';

/** Counts what becomes of listed mails; every mail that nothing was said of was not reached, and is left. */
export class Tally {
  listed = 0;
  appended = 0;
  alreadyKnown = 0;
  parked = 0;
  deleted = 0;

  counts(): CustodyCounts {
    const { listed, appended, alreadyKnown, parked, deleted } = this;
    const notReached = listed - appended - alreadyKnown - parked;
    return { listed, appended, alreadyKnown, parked, notReached, deleted, left: listed - deleted };
  }
}
