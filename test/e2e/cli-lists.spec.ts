import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { loadSettings } from '../../src/config/index.js';
import { startService } from '../../src/service/index.js';
import { jsonLines, runCli } from '../support/run-cli.js';
import { temporaryDirectory } from '../support/temporary-ledger.js';

const LIST = 'email,kind,reason\nana@example.com,hard-bounce,550 no such user\nbo@example.org,unsubscribe,\n';

function prepared() {
  const directory = temporaryDirectory();
  const config = join(directory, 'bounce-ledger.yaml');
  writeFileSync(config, 'dataDir: data\nlog: { level: silent }\nhttp: { port: 0 }\n');
  const list = join(directory, 'list.csv.gz');
  writeFileSync(list, gzipSync(LIST));
  const cli = (parameters: readonly string[], input: string | Buffer = '') =>
    runCli(['--config', config, ...parameters], { input });
  return { directory, config, list, cli };
}

/** What a person does with lists, in order: each answer is the same whether a service owns the ledger or not. */
async function day({ directory, list, cli }: ReturnType<typeof prepared>): Promise<readonly unknown[]> {
  const preview = await cli(['suppress', '--file', list, '--dry-run', '--id', 'l1', '--actor', 'kim']);
  const imported = await cli(['suppress', '--file', list, '--id', 'l1', '--actor', 'kim']);
  const again = await cli(['suppress', '--file', '-', '--id', 'l1', '--actor', 'kim', '--json'], LIST);
  const bad = join(directory, 'bad.csv');
  writeFileSync(bad, `${LIST}nobody,manual,\n`);
  const refused = await cli(['suppress', '--file', bad, '--id', 'l2']);
  const conflict = await cli(['suppress', '--file', '-', '--id', 'l1'], `${LIST}cy@example.com,manual,\n`);
  const broken = await cli(['suppress', '--file', '-'], 'name\nana\n');
  const missing = await cli(['suppress', '--file', join(directory, 'missing.csv')]);
  const lookup = await cli(['lookup', '-'], 'Ana@example.com\nbo@example.org\nnobody\ncy@example.com\n');
  const transactional = await cli(['lookup', list, '--purpose', 'transactional', '--json']);
  const exported = await cli(['export', '--kind', 'unsubscribe']);
  const { alreadyKnown, accepted } = jsonLines(again.output)[0] ?? {};
  return [
    [preview.exitCode, preview.output],
    [imported.exitCode, imported.output],
    [again.exitCode, alreadyKnown, accepted],
    [refused.exitCode, refused.output, /^line 4: .*/m.exec(refused.errors)?.[0], /\d+ of .*/.exec(refused.errors)?.[0]],
    [conflict.exitCode, /already recorded with another list/.test(conflict.errors)],
    [broken.exitCode, /line 1: no column holds addresses/.test(broken.errors)],
    [missing.exitCode, /missing\.csv cannot be read: ENOENT/.test(missing.errors)],
    [lookup.exitCode, lookup.output],
    jsonLines(transactional.output),
    [exported.exitCode, exported.output.replace(/[0-9a-f]{64}/, 'KEY').replace(/2\d{3}-[-\d]+T[^,]*/, 'SINCE')],
  ];
}

const EXPECTED = [
  [
    0,
    'suppress   l1  generic  dry run, nothing recorded\n' +
      '           rows 2  accepted 2  invalid 0  passed over 0\n' +
      '           hard-bounce 1  unsubscribe 1\n' +
      '           new 2  known 0  contradicting a later release 0  duplicates 0\n',
  ],
  [
    0,
    'suppress   l1  generic  imported\n' +
      '           rows 2  accepted 2  invalid 0  passed over 0\n' +
      '           hard-bounce 1  unsubscribe 1\n',
  ],
  [0, true, 2],
  [1, '', 'line 4: "nobody" is not a mail address', '1 of 3 rows are invalid; nothing was imported'],
  [1, true],
  [1, true],
  [1, true],
  [
    0,
    'address,sendable,status,reason,blocks,known,error\n' +
      'Ana@example.com,false,quarantined,hard-bounce,all,true,\n' +
      'bo@example.org,false,denylisted,unsubscribe,bulk,true,\n' +
      'nobody,false,,,,,invalid-address\n' +
      'cy@example.com,true,valid,,,false,\n',
  ],
  [
    { address: 'ana@example.com', sendable: false, status: 'quarantined', blocks: 'all' },
    { address: 'bo@example.org', sendable: true, status: 'denylisted', blocks: 'bulk' },
  ],
  [
    0,
    'address,key,status,kind,reason,since,source,campaignId,provider,lastEvent,lastEventId\n' +
      'bo@example.org,KEY,denylisted,unsubscribe,,SINCE,,,other,imported,l1\n',
  ],
];

describe('bounce-ledger suppress --file, lookup and export', () => {
  it('take lists in and give them out', async () => {
    expect(await day(prepared())).toMatchObject(EXPECTED);
  });

  it('do the same through the service that has the data directory', async () => {
    const given = prepared();
    const service = await startService(loadSettings(given.config), pino({ level: 'silent' }));
    try {
      expect(await day(given)).toMatchObject(EXPECTED);
    } finally {
      await service.close();
    }
  });

  it('are explained by --help, with an example', async () => {
    const { cli } = prepared();
    for (const command of ['suppress', 'lookup', 'export']) {
      expect((await cli([command, '--help'])).output).toMatch(/Example:\n {2}bounce-ledger \w+/);
    }
    expect((await cli(['suppress', '--file', 'x', '--from', 'hotmail'])).exitCode).toBe(2);
    expect((await cli(['export', '--since', 'yesterday'])).exitCode).toBe(2);
  });
});
