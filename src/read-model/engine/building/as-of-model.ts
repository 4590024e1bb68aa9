import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { BuildingDatabase } from './building-database.js';
import { buildModel, type BuildOptions } from './model-builder.js';
import type { ReadModelSnapshot } from '../read-model-source.js';

export type AsOfModelOptions = Pick<BuildOptions, 'definition' | 'filter' | 'onProgress' | 'signal'> & {
  /** Made for it, and removed with it. */
  readonly directory: string;
  /** The part of the log that is followed: its first `caughtUp` is the end. */
  readonly log: BuildOptions['store'];
};

/**
 * Follows a part of the log with a read model of its own, as a rebuild follows all of it, and leaves the live one
 * alone.
 * @returns the read model; closing it removes its directory. Null if the signal ended it before.
 * @throws what the log throws; nothing is left then
 */
export async function buildAsOfModel(options: AsOfModelOptions): Promise<ReadModelSnapshot | null> {
  const { directory, log, definition, ...others } = options;
  // Addresses stand in it.
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const database = new BuildingDatabase(join(directory, 'state.sqlite'));
  const close = () => {
    database.close();
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    definition.createTablesToFill(database);
    const events = await buildModel(database, {
      ...others,
      definition,
      store: log,
      isFarEnough: () => true,
      onBuilt: () => undefined,
    });
    if (events !== null) return { database, position: definition.checkpoint(database) ?? '0', close };
  } catch (error) {
    close();
    throw error;
  }
  close();
  return null;
}
