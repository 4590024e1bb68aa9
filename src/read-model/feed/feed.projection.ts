import {
  bounceClassified,
  findingReinterpreted,
  findingRecorded,
  type BounceClassification,
  type FindingRecorded,
} from '../bounces/index.js';
import { correlationView, readCorrelation, type Correlation } from '../correlation/index.js';
import { type RecordedEvent, typedEvent } from '../../events/index.js';
import { type Projection, type ReadModelDatabase } from '../engine/index.js';
import { noticeGiven } from '../recipients/index.js';
import { FEED_INDEXES, FEED_SCHEMA } from './feed-row.js';
import type { FeedType } from './feed-views.js';

const INSERT = `
INSERT INTO feed (position, n, type, time, subject, campaign_id, finding, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`;
const KEEP_FORMER_FACTS = `
INSERT OR IGNORE INTO feed_former_facts (finding, through, data) SELECT ?, coalesce(max(sequence), 0), ? FROM feed`;

interface Notice {
  readonly type: FeedType;
  /** The address that it is about. */
  readonly subject: string | null;
  readonly campaignId: string | null;
  /** Row number of the finding whose facts it tells; null where it tells none. */
  readonly finding: number | null;
  readonly data: object;
}

/**
 * What other services receive: what an event changed, as the projections before this one saw it, in the order of the
 * log.
 */
export const feedProjection: Projection = {
  name: 'feed',
  version: 1,
  schema: FEED_SCHEMA,
  indexes: FEED_INDEXES,
  seldomRead: ['feed'],
  apply(event, database, changes) {
    let n = 0;
    const give = (notice: Notice): void => {
      insert(database, event, n++, notice);
    };
    for (const { sequence, before, after } of changes.of(findingReinterpreted)) {
      if (after !== null) database.run(KEEP_FORMER_FACTS, sequence, JSON.stringify(before.data));
    }
    for (const finding of changes.of(findingRecorded)) {
      // A bounce is announced once it is classified.
      if (finding.kind !== 'bounce') give(ofFinding(finding, readCorrelation(database, finding.sequence)));
    }
    for (const classification of changes.of(bounceClassified)) {
      give(ofBounce(classification, readCorrelation(database, classification.sequence)));
    }
    for (const notice of changes.of(noticeGiven)) give({ ...notice, finding: null });
  },
};

function ofFinding(finding: Exclude<FindingRecorded, { kind: 'bounce' }>, correlation: Correlation | null): Notice {
  const { mailId } = finding.data;
  const recipient = correlation?.recipient ?? null;
  const common = { subject: recipient, campaignId: correlation?.campaignId ?? null };
  const view = correlationView(correlation);
  switch (finding.kind) {
    case 'delay': {
      const data = { mailId, recipient, correlation: view };
      return { type: 'delivery.delayed', ...common, finding: finding.sequence, data };
    }
    case 'complaint': {
      const data = { mailId, recipient, feedbackType: finding.data.feedbackType, correlation: view };
      return { type: 'complaint.received', ...common, finding: null, data };
    }
  }
}

function ofBounce(
  { sequence, bounceId, verdict, previous }: BounceClassification,
  correlation: Correlation | null,
): Notice {
  const recipient = correlation?.recipient ?? null;
  const replaced = previous === null ? {} : { previous };
  return {
    type: previous === null ? 'bounce.received' : 'bounce.reclassified',
    subject: recipient,
    campaignId: correlation?.campaignId ?? null,
    finding: sequence,
    data: { bounceId, recipient, verdict, ...replaced, correlation: correlationView(correlation) },
  };
}

function insert(database: ReadModelDatabase, event: RecordedEvent, n: number, notice: Notice): void {
  const { type, subject, campaignId, finding, data } = notice;
  const { recordedAt } = typedEvent(event).metadata;
  database.run(INSERT, event.position, n, type, recordedAt, subject, campaignId, finding, JSON.stringify(data));
}
