import { v5 as uuidV5 } from 'uuid';
import { factsView } from '../bounces/index.js';
import type { GlobalPosition, JsonObject, LedgerEventOf } from '../../events/index.js';
import { formatFeedPosition } from './feed-position.js';
import type { FeedEvent, FeedType } from './feed-views.js';

/**
 * One notice. What can change later stands in `data` as it was; the facts of a finding change only when its mail is
 * reinterpreted, so a notice that carries them names the finding. `feed_former_facts` holds the facts as notices up to
 * `through` carried them.
 */
export const FEED_SCHEMA = `
CREATE TABLE feed (
  sequence INTEGER PRIMARY KEY,
  position TEXT NOT NULL,
  n INTEGER NOT NULL,
  type TEXT NOT NULL,
  time TEXT NOT NULL,
  subject TEXT,
  campaign_id TEXT,
  finding INTEGER,
  data TEXT NOT NULL
) STRICT;

CREATE TABLE feed_former_facts (
  finding INTEGER NOT NULL,
  through INTEGER NOT NULL,
  data TEXT NOT NULL,
  PRIMARY KEY (finding, through)
) STRICT, WITHOUT ROWID;
`;

export const FEED_INDEXES = `
CREATE INDEX feed_by_type ON feed (type);
CREATE INDEX feed_by_campaign ON feed (campaign_id) WHERE campaign_id IS NOT NULL;
`;

/** A notice with the data of the finding that it tells the facts of, null where it tells none. */
export interface FeedRow {
  readonly sequence: number;
  readonly position: GlobalPosition;
  readonly n: number;
  readonly type: FeedType;
  readonly time: string;
  readonly subject: string | null;
  readonly data: string;
  readonly finding_data: string | null;
}

/** The namespace of the feed's ids (RFC 9562, 5.5): a constant of this project, never to be changed. */
const FEED_NAMESPACE = '0b7f2c58-6d0e-5c1b-9a44-2f4f6f1c8e73';

/** The CloudEvent of a notice: a function of the ledger's id and the row. */
export function toFeedEvent(ledgerId: string, row: FeedRow): FeedEvent {
  const position = formatFeedPosition(row);
  const data = JSON.parse(row.data) as JsonObject;
  return {
    specversion: '1.0',
    id: uuidV5(`${ledgerId}\n${position}`, FEED_NAMESPACE),
    source: `/bounce-ledger/${ledgerId}`,
    type: `bounce-ledger.${row.type}.v1`,
    ...(row.subject !== null && { subject: row.subject }),
    time: row.time,
    datacontenttype: 'application/json',
    data: { ...data, ...(row.finding_data !== null && { facts: factsOf(row.finding_data) }), position },
  };
}

function factsOf(findingData: string): JsonObject {
  return factsView(JSON.parse(findingData) as LedgerEventOf<'BounceReceived'>['data']);
}
