import { bounceClassified, findingOf, findingReinterpreted, type BounceClassification } from '../../bounces/index.js';
import {
  correlationWithdrawn,
  findingCorrelated,
  readCorrelated,
  type CorrelatedFinding,
} from '../../correlation/index.js';
import { type RecipientKey, typedEvent } from '../../../events/index.js';
import type { LedgerKeys } from '../../../ledger/index.js';
import { type Changes, type Projection, type ReadModelDatabase } from '../../engine/index.js';
import { recordDecision } from './record-decision.js';
import { recordImport } from './record-import.js';
import { factColumns, type FindingRow } from './fold-input-rows.js';
import { policyInEffect, putPolicyIntoEffect, settlePolicy } from './policy-in-effect.js';
import { allRecipients } from './recipient-rows.js';
import { RecipientFolder } from './recipient-folder.js';
import { RECIPIENTS_INDEXES, RECIPIENTS_SCHEMA } from '../schema.js';
import type { NoticeCause } from './status-notice.js';

/**
 * What is thought of every recipient of whom anything was heard: the fold of findings, verdicts, correlation and
 * decisions.
 */
export function createRecipientsProjection(keys: Pick<LedgerKeys, 'recipientKey'>): Projection {
  // The key of a decision may have been made by an earlier normaliser.
  const whom = <Decision extends { readonly address: string }>(decision: Decision) => ({
    ...decision,
    recipientKey: keys.recipientKey(decision.address),
  });
  return {
    name: 'recipients',
    version: 4,
    schema: RECIPIENTS_SCHEMA,
    indexes: RECIPIENTS_INDEXES,
    apply(event, database, changes) {
      const { type, data, metadata } = typedEvent(event);
      switch (type) {
        case 'RulesetPublished':
          putPolicyIntoEffect(data, database);
          break;
        case 'RecipientSuppressed':
          recordDecision('suppressed', whom(data), metadata.recordedAt, database, changes);
          break;
        case 'RecipientReleased':
          recordDecision('released', whom(data), metadata.recordedAt, database, changes);
          break;
        case 'SuppressionsImported':
          recordImport(data, metadata.recordedAt, (address) => keys.recipientKey(address), database, changes);
          break;
        case 'ReclassificationCompleted':
          takeInFindings(database, changes);
          foldByPolicy(data.rulesetVersion, database, changes);
          break;
        default:
          takeInFindings(database, changes);
      }
    },
  };
}

/**
 * History was reclassified by a ruleset: its policy, where it is a new one, decides everybody's whole story from now
 * on.
 */
function foldByPolicy(rulesetVersion: number, database: ReadModelDatabase, changes: Changes): void {
  const effective = policyInEffect(database);
  if (effective.settled || effective.rulesetVersion !== rulesetVersion) return;
  const folder = new RecipientFolder(database, changes);
  for (const key of allRecipients(database)) folder.foldAgain(key, 'reclassification');
  settlePolicy(database);
}

function takeInFindings(database: ReadModelDatabase, changes: Changes): void {
  const correlated = changes.of(findingCorrelated);
  const classified = changes.of(bounceClassified);
  const withdrawn = changes.of(correlationWithdrawn);
  if (correlated.length === 0 && classified.length === 0 && withdrawn.length === 0) return;
  const folder = new RecipientFolder(database, changes);
  const again = new Map<RecipientKey, NoticeCause>();
  // A reinterpreted mail's new findings may replace ones that are withdrawn: only the whole history shows it.
  const isReinterpreted = changes.of(findingReinterpreted).length > 0;
  for (const { sequence, kind, before, after } of correlated) {
    // A delay never counts.
    if (kind === 'delay') continue;
    if (before !== null) {
      const cause = isReinterpreted ? 'reclassification' : kind;
      for (const key of [before.recipientKey, after.recipientKey]) if (key !== null) again.set(key, cause);
    } else if (isReinterpreted) {
      if (after.recipientKey !== null) again.set(after.recipientKey, kind);
    } else if (kind === 'complaint') {
      const { data } = findingOf(database, sequence);
      folder.takeInFinding(complaint(sequence, database), { mailId: data.mailId });
    }
  }
  // A bounce counts from its verdict on.
  for (const classification of classified) {
    const bounce = classifiedFinding(classification, database);
    if (bounce === undefined) continue;
    const { bounceId, verdict, previous } = classification;
    if (previous === null && !isReinterpreted) folder.takeInFinding(bounce, { bounceId, verdict: { ...verdict } });
    else if (previous !== null && bounce.recipient_key !== null) again.set(bounce.recipient_key, 'reclassification');
  }
  for (const { kind, before } of withdrawn) {
    if (kind !== 'delay' && before.recipientKey !== null) again.set(before.recipientKey, 'reclassification');
  }
  for (const [key, cause] of again) folder.foldAgain(key, cause);
}

function complaint(sequence: number, database: ReadModelDatabase): FindingRow {
  const correlated = readCorrelated(database, sequence);
  if (correlated === null) throw new Error(`complaint ${sequence} counts before it was correlated`);
  return { kind: 'complaint', sequence, ...columnsOf(correlated) };
}

/** The bounce as it counts with this verdict; undefined where its mail no longer holds it. */
function classifiedFinding(
  { sequence, verdict }: BounceClassification,
  database: ReadModelDatabase,
): FindingRow | undefined {
  const correlated = readCorrelated(database, sequence);
  if (correlated === null) return undefined;
  const { type, reason, fault, matched } = verdict;
  return { kind: 'bounce', sequence, type, reason, fault, matched, ...columnsOf(correlated) };
}

function columnsOf({ facts, correlation }: CorrelatedFinding) {
  const { verified, trusted, campaignId, send, sendId, recipient, recipientKey } = correlation;
  return {
    ...factColumns(facts),
    verified: Number(verified),
    trusted: Number(trusted),
    campaign_id: campaignId,
    send,
    send_id: sendId,
    recipient,
    recipient_key: recipientKey,
  };
}
