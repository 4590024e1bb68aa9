import { bounceJudged } from '../bounces/index.js';
import { reportCorrelated } from '../campaigns/index.js';
import type { RecipientKey } from '../ledger/events/index.js';
import { typedEvent, type Changes, type Projection, type ReadModelDatabase } from '../projections/index.js';
import { recordDecision } from './record-decision.js';
import { reportRow } from './incident-rows.js';
import { putPolicyIntoEffect } from './policy-in-effect.js';
import { RecipientFolder } from './recipient-folder.js';
import { RECIPIENTS_SCHEMA } from './schema.js';
import type { NoticeCause } from './status-notice.js';

/** What is thought of every recipient of whom anything was heard: the fold of reports, verdicts, correlation and decisions. */
export function createRecipientsProjection(): Projection {
  return {
    name: 'recipients',
    version: 1,
    schema: RECIPIENTS_SCHEMA,
    apply(event, database, changes) {
      const { type, data, metadata } = typedEvent(event);
      switch (type) {
        case 'RulesetPublished':
          putPolicyIntoEffect(data, database);
          break;
        case 'RecipientSuppressed':
          recordDecision('suppressed', data, metadata.recordedAt, database, changes);
          break;
        case 'RecipientReleased':
          recordDecision('released', data, metadata.recordedAt, database, changes);
          break;
        default:
          takeInReports(database, changes);
      }
    },
  };
}

function takeInReports(database: ReadModelDatabase, changes: Changes): void {
  const firstOf: number[] = [];
  const again = new Map<RecipientKey, NoticeCause>();
  for (const { sequence, kind, before, after } of changes.of(reportCorrelated)) {
    // A bounce counts once it is judged, a delay never.
    if (kind === 'delay' || (kind === 'bounce' && before === null)) continue;
    if (before === null) firstOf.push(sequence);
    else for (const key of [before.recipientKey, after.recipientKey]) if (key !== null) again.set(key, kind);
  }
  for (const { sequence, previous } of changes.of(bounceJudged)) {
    if (previous === null) firstOf.push(sequence);
    else {
      const key = reportRow(database, sequence)?.recipient_key ?? null;
      if (key !== null) again.set(key, 'reclassification');
    }
  }
  if (firstOf.length === 0 && again.size === 0) return;
  const folder = new RecipientFolder(database, changes);
  for (const sequence of firstOf) {
    const report = reportRow(database, sequence);
    if (report !== undefined) folder.takeInReport(report);
  }
  for (const [key, cause] of again) folder.foldAgain(key, cause);
}
