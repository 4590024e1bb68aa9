import { findingReinterpreted, findingRecorded } from '../bounces/index.js';
import type { LedgerKeys } from '../../ledger/index.js';
import { typedEvent } from '../../events/index.js';
import { type Projection } from '../engine/index.js';
import { correlationWithdrawn, findingCorrelated } from './changes.js';
import { sendsCounted } from '../campaigns/index.js';
import { CORRELATIONS_INDEXES, CORRELATIONS_SCHEMA } from './schema.js';
import { findingsAwaitingCampaign, findingsConcernedBySends } from './concerned-findings.js';
import { Correlator } from './correlator.js';
import { verpReader, type VerpScheme } from './verp.js';

export interface CorrelationOptions {
  readonly keys: LedgerKeys;
  readonly verp: VerpScheme;
}

/**
 * Joins findings with what was sent. Sends may be registered before the findings on them or after: a finding is
 * correlated when it comes, and again whenever something is registered that may concern it.
 * @throws InvalidVerpPatternError
 */
export function createCorrelationProjection({ keys, verp }: CorrelationOptions): Projection {
  const readVerp = verpReader(verp);
  return {
    name: 'correlation',
    version: 4,
    schema: CORRELATIONS_SCHEMA,
    indexes: CORRELATIONS_INDEXES,
    seldomRead: ['correlations'],
    apply(event, database, changes) {
      const correlator = new Correlator(database, keys, readVerp);
      for (const finding of changes.of(findingRecorded)) {
        const { sequence, kind } = finding;
        changes.tell(findingCorrelated, { sequence, kind, before: null, after: correlator.correlate(finding) });
      }
      for (const { sequence, receivedAt, before, stood, after } of changes.of(findingReinterpreted)) {
        if (!stood) continue;
        if (after === null) {
          changes.tell(correlationWithdrawn, { kind: before.kind, before: correlator.withdraw(sequence) });
        } else changes.tell(findingCorrelated, correlator.correlateReinterpreted(sequence, receivedAt, after));
      }
      const { type, data } = typedEvent(event);
      const concerned = type === 'CampaignRegistered' ? findingsAwaitingCampaign(database, data.campaignId) : [];
      const bySends = changes.of(sendsCounted).flatMap((counted) => findingsConcernedBySends(database, counted));
      for (const sequence of [...concerned, ...bySends]) {
        const change = correlator.correlateAgain(sequence);
        if (change !== null) changes.tell(findingCorrelated, change);
      }
    },
  };
}
