import type { Projection } from '../../src/read-model/engine/index.js';

/** Every event becomes a row, so that one applied twice, or out of order, or not at all is seen. */
export function countingProjection(version = 1): Projection {
  return {
    name: 'counting',
    version,
    schema: 'CREATE TABLE seen (sequence INTEGER PRIMARY KEY, position TEXT NOT NULL, stream TEXT NOT NULL) STRICT;',
    apply(event, database) {
      database.run('INSERT INTO seen (position, stream) VALUES (?, ?)', event.position, event.stream);
    },
  };
}
