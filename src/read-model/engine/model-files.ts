import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { BuildingDatabase } from './building/building-database.js';
import type { ModelDefinition } from './model-definition.js';
import { isDamage, ReadModelDatabase } from './read-model-database.js';
import { TwoThreadDatabase } from './building/two-thread-database.js';

const FILE = /^read-model-[0-9a-f]+\.(?:sqlite|building)(?:-wal|-shm|-journal|-others)?$/;
const SIDE_FILES = ['-wal', '-shm', '-journal'];

/**
 * The files of one read model in a data directory. There is one live file, named by what it was built from; another is
 * built beside it and takes its name when it is complete. Whatever else lies there was left over and is removed.
 */
export class ModelFiles {
  readonly #directory: string;
  readonly #live: string;
  readonly #building: string;

  constructor(
    dataDir: string,
    private readonly definition: ModelDefinition,
  ) {
    this.#directory = join(dataDir, 'read-models');
    this.#live = join(this.#directory, `read-model-${definition.digest}.sqlite`);
    this.#building = join(this.#directory, `read-model-${definition.digest}.building`);
  }

  /** Opens the live file; makes an empty one where there is none, or one that is damaged or another's. */
  openLive(): ReadModelDatabase {
    mkdirSync(this.#directory, { recursive: true, mode: 0o700 });
    this.#removeLeftovers();
    return this.#openUsable() ?? this.recreateLive();
  }

  /** An empty live file in place of what was there. */
  recreateLive(): ReadModelDatabase {
    removeDatabase(this.#live);
    const database = new ReadModelDatabase(this.#live, 'following');
    this.definition.createTables(database);
    return database;
  }

  /** The live file as it is now, to be read while it keeps following. */
  openSnapshot(): ReadModelDatabase {
    return new ReadModelDatabase(this.#live, 'reading');
  }

  /** An empty file beside the live one, without indexes as yet. */
  async createBuilding(): Promise<BuildingDatabase> {
    removeDatabase(this.#building);
    const database = await this.#openBuilding();
    this.definition.createTablesToFill(database);
    return database;
  }

  /**
   * Puts the built file, closed by now, in the place of the live one, closed as well. Killed at any step, one of them
   * is live.
   */
  promoteBuilding(): ReadModelDatabase {
    // It was written without syncing: it must be on the disk before its name says that it is complete.
    syncToDisk(this.#building);
    // A WAL left by the old file would be taken for the new one's.
    for (const suffix of SIDE_FILES) rmSync(this.#live + suffix, { force: true });
    renameSync(this.#building, this.#live);
    syncToDisk(this.#directory);
    return new ReadModelDatabase(this.#live, 'following');
  }

  removeBuilding(): void {
    removeDatabase(this.#building);
  }

  async #openBuilding(): Promise<BuildingDatabase> {
    return availableParallelism() > 1
      ? TwoThreadDatabase.open(this.#building, this.definition.seldomRead)
      : new BuildingDatabase(this.#building);
  }

  #openUsable(): ReadModelDatabase | null {
    let database: ReadModelDatabase | undefined;
    try {
      database = new ReadModelDatabase(this.#live, 'following');
      if (this.definition.owns(database)) return database;
    } catch (error) {
      database?.close();
      if (isDamage(error)) return null;
      throw error;
    }
    database.close();
    return null;
  }

  #removeLeftovers(): void {
    for (const name of readdirSync(this.#directory)) {
      const path = join(this.#directory, name);
      if (FILE.test(name) && !path.startsWith(this.#live)) rmSync(path, { force: true });
    }
  }
}

function removeDatabase(file: string): void {
  for (const suffix of ['', ...SIDE_FILES]) rmSync(file + suffix, { force: true });
}

function syncToDisk(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
