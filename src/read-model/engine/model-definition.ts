import { createHash } from 'node:crypto';
import type { GlobalPosition, RecordedEvent } from '../../events/index.js';
import type { BuildingDatabase } from './building/building-database.js';
import { Changes } from './changes.js';
import type { Projection } from './projection.js';
import type { ReadModelDatabase } from './read-model-database.js';

/** What rows depend on besides the events and the code: a file of another identity is not used. */
export interface ReadModelIdentity {
  readonly ledgerId: string;
  /** Digest of every setting that changes rows. */
  readonly settingsDigest: string;
}

const CHECKPOINT_SCHEMA = `
CREATE TABLE checkpoint (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  identity TEXT NOT NULL,
  position TEXT
) STRICT;
`;

/** The ordered projections of one read model, and how events and checkpoint go into a database together. */
export class ModelDefinition {
  /** Hex; stands in the file's name, so that another version of the code finds no file and builds its own. */
  readonly digest: string;

  /** @param projections in the order in which each event passes them */
  constructor(
    readonly projections: readonly Projection[],
    identity: ReadModelIdentity,
  ) {
    const described = projections.map(({ name, version, schema, indexes }) => [name, version, schema, indexes]);
    this.digest = createHash('sha256')
      .update(JSON.stringify([identity.ledgerId, identity.settingsDigest, described]))
      .digest('hex')
      .slice(0, 16);
  }

  createTables(database: ReadModelDatabase): void {
    this.#create(database, () => {
      for (const statement of this.#indexes) database.execute(statement);
    });
  }

  /** The same for a database that is built: each index is made when it is first needed. */
  createTablesToFill(database: BuildingDatabase): void {
    this.#create(database, () => {
      database.deferIndexes(this.#indexes);
    });
  }

  #create(database: ReadModelDatabase, createIndexes: () => void): void {
    database.transaction(() => {
      database.execute(CHECKPOINT_SCHEMA);
      for (const { schema } of this.projections) database.execute(schema);
      createIndexes();
      database.run('INSERT INTO checkpoint (only_row, identity, position) VALUES (1, ?, NULL)', this.digest);
    });
  }

  /** The tables that are hardly ever read while they are written. */
  get seldomRead(): readonly string[] {
    return this.projections.flatMap(({ seldomRead = [] }) => seldomRead);
  }

  /** One statement for each. */
  get #indexes(): readonly string[] {
    const statements = this.projections.flatMap(({ indexes = '' }) => indexes.split(';'));
    return statements.filter((statement) => statement.trim() !== '');
  }

  /** Whether the database was made by this definition; throws what SQLite throws where it is damaged. */
  owns(database: ReadModelDatabase): boolean {
    const hasTables = database.get("SELECT 1 FROM sqlite_schema WHERE name = 'checkpoint'") !== undefined;
    return hasTables && database.get<{ identity: string }>('SELECT identity FROM checkpoint')?.identity === this.digest;
  }

  checkpoint(database: ReadModelDatabase): GlobalPosition | null {
    return database.get<{ position: GlobalPosition | null }>('SELECT position FROM checkpoint')?.position ?? null;
  }

  moveCheckpoint(database: ReadModelDatabase, position: GlobalPosition): void {
    database.run('UPDATE checkpoint SET position = ?', position);
  }

  /** Inside a transaction of the caller's. */
  apply(database: ReadModelDatabase, events: readonly RecordedEvent[]): void {
    const changes = new Changes();
    for (const event of events) {
      for (const projection of this.projections) projection.apply(event, database, changes);
      changes.nextEvent();
    }
  }
}
