import { bounceJudged, reportReread, reportTold, type BounceJudged } from '../bounces/index.js';
import { correlationWithdrawn, reportCorrelated, type Correlation } from '../campaigns/index.js';
import { type RecipientKey, typedEvent } from '../../events/index.js';
import { type Changes, type Projection, type ReadModelDatabase } from '../engine/index.js';
import { recordDecision } from './record-decision.js';
import { reportRow, type ReportRow } from './incident-rows.js';
import { policyInBatch, putPolicyIntoEffect, settlePolicy } from './policy-in-effect.js';
import { allRecipients } from './recipient-rows.js';
import { RecipientFolder } from './recipient-folder.js';
import { RECIPIENTS_INDEXES, RECIPIENTS_SCHEMA } from './schema.js';
import type { NoticeCause } from './status-notice.js';

/** What is thought of every recipient of whom anything was heard: the fold of reports, verdicts, correlation and decisions. */
export function createRecipientsProjection(): Projection {
  return {
    name: 'recipients',
    version: 1,
    schema: RECIPIENTS_SCHEMA,
    indexes: RECIPIENTS_INDEXES,
    apply(event, database, changes) {
      const { type, data, metadata } = typedEvent(event);
      switch (type) {
        case 'RulesetPublished':
          putPolicyIntoEffect(data, database, changes);
          break;
        case 'RecipientSuppressed':
          recordDecision('suppressed', data, metadata.recordedAt, database, changes);
          break;
        case 'RecipientReleased':
          recordDecision('released', data, metadata.recordedAt, database, changes);
          break;
        case 'ReclassificationCompleted':
          takeInReports(database, changes);
          foldByPolicy(data.rulesetVersion, database, changes);
          break;
        default:
          takeInReports(database, changes);
      }
    },
  };
}

/** History was judged again by a ruleset: its policy, where it is a new one, decides everybody's whole story from now on. */
function foldByPolicy(rulesetVersion: number, database: ReadModelDatabase, changes: Changes): void {
  const effective = policyInBatch(database, changes);
  if (effective.settled || effective.rulesetVersion !== rulesetVersion) return;
  const folder = new RecipientFolder(database, changes);
  for (const key of allRecipients(database)) folder.foldAgain(key, 'reclassification');
  settlePolicy(database, changes);
}

function takeInReports(database: ReadModelDatabase, changes: Changes): void {
  const correlated = changes.of(reportCorrelated);
  const judged = changes.of(bounceJudged);
  const withdrawn = changes.of(correlationWithdrawn);
  if (correlated.length === 0 && judged.length === 0 && withdrawn.length === 0) return;
  const folder = new RecipientFolder(database, changes);
  const again = new Map<RecipientKey, NoticeCause>();
  // What is new of a mail that was read again may stand in the place of what is no longer told: only the whole story says.
  const isReread = changes.of(reportReread).length > 0;
  for (const { sequence, kind, before, after } of correlated) {
    // A delay never counts.
    if (kind === 'delay') continue;
    if (before !== null) {
      const cause = isReread ? 'reclassification' : kind;
      for (const key of [before.recipientKey, after.recipientKey]) if (key !== null) again.set(key, cause);
    } else if (isReread) {
      if (after.recipientKey !== null) again.set(after.recipientKey, kind);
    } else if (kind === 'complaint') {
      const told = changes.of(reportTold).find((report) => report.sequence === sequence);
      if (told === undefined) throw new Error(`complaint ${sequence} is correlated before it was told`);
      const { mailId, occurredAt } = told.data;
      folder.takeInReport({ kind, sequence, occurred_at: occurredAt, ...belongingOf(after) }, { mailId });
    }
  }
  // A bounce counts from its verdict on.
  for (const judgement of judged) {
    const bounce = judgedReport(judgement, database, changes);
    if (bounce === undefined) continue;
    const { bounceId, verdict, previous } = judgement;
    if (previous === null && !isReread) folder.takeInReport(bounce, { bounceId, verdict: { ...verdict } });
    else if (previous !== null && bounce.recipient_key !== null) again.set(bounce.recipient_key, 'reclassification');
  }
  for (const { kind, before } of withdrawn) {
    if (kind !== 'delay' && before.recipientKey !== null) again.set(before.recipientKey, 'reclassification');
  }
  for (const [key, cause] of again) folder.foldAgain(key, cause);
}

/** A bounce is mostly judged right after it came: what was told of it then need not be read. */
function judgedReport(
  { sequence, verdict }: BounceJudged,
  database: ReadModelDatabase,
  changes: Changes,
): ReportRow | undefined {
  const told = changes.latest(reportReread) === undefined ? changes.latest(reportTold) : undefined;
  const correlated = changes.latest(reportCorrelated);
  if (told?.kind !== 'bounce' || told.sequence !== sequence || correlated?.sequence !== sequence) {
    return reportRow(database, sequence);
  }
  const { type, reason, fault } = verdict;
  const { occurredAt } = told.data;
  return { kind: 'bounce', sequence, occurred_at: occurredAt, type, reason, fault, ...belongingOf(correlated.after) };
}

function belongingOf({ trusted, campaignId, sendId, recipient, recipientKey }: Correlation) {
  return {
    ...{ trusted: Number(trusted), campaign_id: campaignId, send_id: sendId },
    ...{ recipient, recipient_key: recipientKey },
  };
}
