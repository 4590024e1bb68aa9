import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openEmbeddedEventStore } from '../../src/event-store/index.js';
import { streams, typedEvent } from '../../src/events/index.js';
import { openLedger } from '../../src/ledger/index.js';
import { SuppressionImports, type ImportRequest } from '../../src/read-model/suppressions/index.js';
import { openReadModel } from '../../src/service/open-read-model.js';
import { eventsOf, NOW, SECRET, sequentialIds, temporaryDirectory } from '../support/temporary-ledger.js';

const CHILD = fileURLToPath(new URL('importing-child.mjs', import.meta.url));
const ROWS = 100_000;
const REQUEST: ImportRequest = {
  ...{ importId: 'l1', from: null, kind: null, source: null, skipInvalid: false, dryRun: false, actor: 'kim' },
};

describe('an import that is killed', () => {
  it.each([1, 20, 40])(
    'after %i appends leaves whole parts, and is continued by giving the list again',
    async (after) => {
      const directory = temporaryDirectory();
      const list = join(directory, 'list.csv');
      const addresses = Array.from({ length: ROWS }, (_, row) => `someone.${row}@example.com`);
      writeFileSync(list, `email,kind\n${addresses.map((address) => `${address},unsubscribe\n`).join('')}`);
      const dataDir = join(directory, 'data');
      const child = spawn(process.execPath, [CHILD, dataDir, list, String(after)], { stdio: 'inherit' });
      expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
      expect(readdirSync(join(dataDir, 'lists'))).toEqual([]);

      const store = await openEmbeddedEventStore({ dataDir });
      onTestFinished(() => store.close());
      const ledger = await openLedger(store, { secret: SECRET, clock: () => NOW, ids: sequentialIds() });
      const onFailure = () => undefined;
      const readModel = openReadModel({ dataDir, ledger, correlation: { verp: {} }, onFailure });
      onTestFinished(() => readModel.close());
      const imports = new SuppressionImports({ ledger, dataDir, source: readModel.source });
      const run = (file: string, request = REQUEST) => imports.run(createReadStream(file), request, { origin: {} });
      const parts = async () => (await eventsOf(store, streams.suppressions('l1'))).map(({ data }) => data);
      const before = await parts();
      expect(before.length).toBeGreaterThanOrEqual(after);
      expect(before.at(-1)).toMatchObject({ last: false });

      const other = join(directory, 'other.csv');
      writeFileSync(other, 'email,kind\nnobody.else@example.com,manual\n');
      await expect(run(other)).rejects.toThrow(/already recorded with another list/);
      expect(await parts()).toEqual(before);

      expect(await run(list)).toMatchObject({ accepted: ROWS, alreadyKnown: false });
      expect(await run(list)).toMatchObject({ accepted: ROWS, alreadyKnown: true });
      const events = (await eventsOf(store, streams.suppressions('l1'))).map(typedEvent);
      const imported = events.flatMap((event) => (event.type === 'SuppressionsImported' ? [event.data] : []));
      expect(imported.map(({ part }) => part)).toEqual(imported.map((_, index) => index));
      expect(imported.map(({ last }) => last)).toEqual(imported.map((_, index) => index === imported.length - 1));
      expect(imported.flatMap(({ entries }) => entries.map(({ address }) => address))).toEqual(addresses);
      expect(imported.slice(0, before.length)).toEqual(before);
    },
  );
});
