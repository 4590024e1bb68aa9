import { createHash } from 'node:crypto';
import { providerOf, providerOfServer, textForm } from '../../classification/index.js';
import { domainOf, type LedgerEventOf } from '../../events/index.js';
import type { Projection, ReadModelDatabase } from '../engine/index.js';
import { bounceClassified, findingOf, findingReinterpreted, type FindingReinterpreted } from '../bounces/index.js';

/**
 * A cluster stays when its last bounce is classified differently, so that its number is never another's: cursors name
 * it. Users name it by `id`, which comes of its form alone. `undetermined_bounces` numbers bounces as `findings` does.
 */
const SCHEMA = `
CREATE TABLE undetermined_clusters (
  sequence INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  form TEXT NOT NULL,
  bounces INTEGER NOT NULL
) STRICT;

CREATE TABLE undetermined_bounces (
  cluster INTEGER NOT NULL,
  finding INTEGER NOT NULL,
  PRIMARY KEY (cluster, finding)
) STRICT, WITHOUT ROWID;

CREATE TABLE undetermined_providers (
  cluster INTEGER NOT NULL,
  provider TEXT NOT NULL,
  bounces INTEGER NOT NULL,
  PRIMARY KEY (cluster, provider)
) STRICT, WITHOUT ROWID;
`;
const INDEXES = `
CREATE INDEX undetermined_clusters_by_size ON undetermined_clusters (bounces, sequence) WHERE bounces > 0;
`;

const COUNT = `
INSERT INTO undetermined_clusters (id, form, bounces) VALUES (?, ?, 1)
ON CONFLICT (id) DO UPDATE SET bounces = bounces + 1 RETURNING sequence`;
const ADD_BOUNCE = 'INSERT INTO undetermined_bounces (cluster, finding) VALUES (?, ?)';
const COUNT_PROVIDER = `
INSERT INTO undetermined_providers (cluster, provider, bounces) VALUES (?, ?, 1)
ON CONFLICT (cluster, provider) DO UPDATE SET bounces = bounces + 1`;
const DISCOUNT = 'UPDATE undetermined_clusters SET bounces = bounces - 1 WHERE id = ? RETURNING sequence';
const REMOVE_BOUNCE = 'DELETE FROM undetermined_bounces WHERE cluster = ? AND finding = ?';
const DISCOUNT_PROVIDER = 'UPDATE undetermined_providers SET bounces = bounces - 1 WHERE cluster = ? AND provider = ?';
const REMOVE_PROVIDER = 'DELETE FROM undetermined_providers WHERE cluster = ? AND provider = ? AND bounces = 0';

type BounceData = LedgerEventOf<'BounceReceived'>['data'];
interface Cluster {
  readonly sequence: number;
}

/** Bounces whose effective verdict is `undetermined`, by the form of their text. */
export const undeterminedProjection: Projection = {
  name: 'undetermined',
  version: 1,
  schema: SCHEMA,
  indexes: INDEXES,
  apply(_event, database, changes) {
    const reinterpreted = changes.of(findingReinterpreted);
    for (const finding of reinterpreted) takeInReinterpreted(finding, database);
    for (const { sequence, verdict, previous } of changes.of(bounceClassified)) {
      if (reinterpreted.some((finding) => finding.sequence === sequence)) continue;
      const was = previous?.reason === 'undetermined';
      const is = verdict.reason === 'undetermined';
      if (was === is) continue;
      const bounce = bounceData(sequence, database);
      if (is) enter(sequence, bounce, database);
      else leave(sequence, bounce, database);
    }
  },
};

/** It had another text, which is where it leaves. */
function takeInReinterpreted(
  { sequence, before, after, previous, verdict }: FindingReinterpreted,
  database: ReadModelDatabase,
): void {
  if (before.kind === 'bounce' && previous?.reason === 'undetermined') leave(sequence, before.data, database);
  if (after?.kind === 'bounce' && verdict?.reason === 'undetermined') enter(sequence, after.data, database);
}

function enter(finding: number, bounce: BounceData, database: ReadModelDatabase): void {
  const form = formOf(bounce);
  const cluster = database.get<Cluster>(COUNT, idOf(form), form);
  if (cluster === undefined) throw new Error(`no cluster takes finding ${finding} in`);
  database.run(ADD_BOUNCE, cluster.sequence, finding);
  database.run(COUNT_PROVIDER, cluster.sequence, providerOfBounce(bounce));
}

function leave(finding: number, bounce: BounceData, database: ReadModelDatabase): void {
  const cluster = database.get<Cluster>(DISCOUNT, idOf(formOf(bounce)));
  if (cluster === undefined) throw new Error(`finding ${finding} leaves a cluster that it never entered`);
  const provider = providerOfBounce(bounce);
  database.run(REMOVE_BOUNCE, cluster.sequence, finding);
  database.run(DISCOUNT_PROVIDER, cluster.sequence, provider);
  database.run(REMOVE_PROVIDER, cluster.sequence, provider);
}

function bounceData(sequence: number, database: ReadModelDatabase): BounceData {
  const finding = findingOf(database, sequence);
  if (finding.kind !== 'bounce') throw new Error(`finding ${sequence} is classified and not a bounce`);
  return finding.data;
}

function formOf({ diagnostic }: BounceData): string {
  return textForm(diagnostic ?? '');
}

/** So long that no two forms of a ledger share one. */
function idOf(form: string): string {
  return createHash('sha256').update(form).digest('hex').slice(0, 16);
}

/** The mailbox's provider, or that of the server which refused where the domain does not tell. */
function providerOfBounce({ recipient, remoteMta }: BounceData): string {
  const domain = recipient === null ? '' : domainOf(recipient);
  const provider = providerOf(domain.toLowerCase());
  if (provider !== 'other' || remoteMta === null) return provider;
  return providerOfServer(remoteMta.toLowerCase()) ?? provider;
}
