import tldts from 'tldts/package.json' with { type: 'json' };
import { findingReinterpreted, findingRecorded } from '../bounces/index.js';
import type { LedgerEventOf } from '../../events/index.js';
import type { Projection, ReadModelDatabase } from '../engine/index.js';
import { mtaGroup } from './mta-group.js';

/**
 * A group stays when none of its bounces is reported any longer, so that its number is never another's: cursors name
 * it. The list of public suffixes decides the rows as the code does: with another list the read model is another.
 */
const SCHEMA = `
-- public suffixes of tldts ${tldts.version}
CREATE TABLE reporting_mtas (
  sequence INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  bounces INTEGER NOT NULL,
  message_ids INTEGER NOT NULL,
  lost INTEGER NOT NULL AS (bounces - message_ids) VIRTUAL
) STRICT;
`;
const INDEXES = `
CREATE INDEX reporting_mtas_by_loss ON reporting_mtas (lost, bounces, sequence) WHERE bounces > 0;
`;

const COUNT = `
INSERT INTO reporting_mtas (name, bounces, message_ids) VALUES (?, 1, ?)
ON CONFLICT (name) DO UPDATE SET bounces = bounces + 1, message_ids = message_ids + excluded.message_ids`;
const DISCOUNT = 'UPDATE reporting_mtas SET bounces = bounces - 1, message_ids = message_ids - ? WHERE name = ?';

type BounceData = LedgerEventOf<'BounceReceived'>['data'];

/**
 * How many bounces of each reporting MTA there are, and how many of them carry the Message-ID of the message that they
 * are about.
 */
export const reportingMtasProjection: Projection = {
  name: 'reporting-mtas',
  version: 1,
  schema: SCHEMA,
  indexes: INDEXES,
  seldomRead: ['reporting_mtas'],
  apply(_event, database, changes) {
    for (const { before, stood, after } of changes.of(findingReinterpreted)) {
      // A finding that had been withdrawn is reported again.
      if (!stood) continue;
      if (before.kind === 'bounce') discount(before.data, database);
      if (after?.kind === 'bounce') count(after.data, database);
    }
    for (const finding of changes.of(findingRecorded)) {
      if (finding.kind === 'bounce') count(finding.data, database);
    }
  },
};

function count({ reportingMta, originalMessageId }: BounceData, database: ReadModelDatabase): void {
  database.run(COUNT, mtaGroup(reportingMta), originalMessageId === null ? 0 : 1);
}

function discount({ reportingMta, originalMessageId }: BounceData, database: ReadModelDatabase): void {
  database.run(DISCOUNT, originalMessageId === null ? 0 : 1, mtaGroup(reportingMta));
}
