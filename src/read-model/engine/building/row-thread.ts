import { parentPort, workerData } from 'node:worker_threads';
import { BuildingDatabase } from './building-database.js';
import type { SqlValue } from '../read-model-database.js';
import { FAILED, type RowMessage, type RowThreadData } from './row-messages.js';

/** In KiB. Most rows come in the order in which they lie in the file. */
const CACHE_SIZE = 65_536;

const { file, port, dealtWith } = workerData as RowThreadData;
const database = new BuildingDatabase(file);
const statements: { readonly sql: string; readonly parameters: number }[] = [];

port.on('message', (message: RowMessage) => {
  if (Atomics.load(dealtWith, 0) === FAILED) return;
  try {
    take(message);
    Atomics.add(dealtWith, 0, 1);
  } catch (error) {
    port.postMessage(error);
    port.close();
    Atomics.store(dealtWith, 0, FAILED);
  }
  Atomics.notify(dealtWith, 0);
});
database.execute(`PRAGMA cache_size = -${CACHE_SIZE}`);
database.begin();
parentPort?.postMessage('open');

function take(message: RowMessage): void {
  switch (message.kind) {
    case 'execute':
      database.execute(message.sql);
      break;
    case 'statement':
      statements.push(message);
      break;
    case 'rows':
      write(message.values);
      break;
    case 'commit':
      database.commit();
      database.begin();
      break;
    case 'finish':
      database.copyFrom(message.file, message.tables);
      database.commit();
      database.close();
      port.close();
      break;
  }
}

function write(values: readonly SqlValue[]): void {
  for (let at = 0; at < values.length;) {
    const statement = statements[Number(values[at])];
    if (statement === undefined) throw new Error('a row came before its statement');
    const number = Number(values[at + 1]);
    const first = at + 2;
    at = first + statement.parameters;
    const given = database.insert(statement.sql, ...values.slice(first, at));
    if (number !== 0 && given !== number) throw new Error(`row ${number} would be row ${given}: ${statement.sql}`);
  }
}
