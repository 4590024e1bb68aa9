import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startMaildropServer } from '../support/maildrop-server.js';
import { runCli } from '../support/run-cli.js';
import { temporaryDirectory } from '../support/temporary-ledger.js';

const HOOK = new URL('../support/loaded-packages.mjs', import.meta.url).href;
/** So many, and so large, that a thread reads them. */
const MAILS = Array.from({ length: 20 }, (_, index) =>
  Buffer.from(`Subject: ${index}\r\n\r\n${'A line of text.\r\n'.repeat(500)}`),
);

describe('bounce-ledger collect', () => {
  it('loads neither the HTTP framework nor the client of another event store, which it would hold in memory for nothing', async () => {
    const server = await startMaildropServer(MAILS);
    const directory = temporaryDirectory();
    const { name, host, effectivePort: port, tls, user, password } = server.options();
    const config = join(directory, 'bounce-ledger.yaml');
    writeFileSync(config, JSON.stringify({ dataDir: 'data', mailboxes: [{ name, host, port, tls, user, password }] }));
    const loaded = join(directory, 'loaded');
    const environment = { NODE_OPTIONS: `--import=${HOOK}`, LOADED_PACKAGES: loaded };
    const { exitCode, output, errors } = await runCli(['--config', config, 'collect'], { environment });
    expect(errors).toBe('');
    expect(output).toContain(`appended ${MAILS.length}`);
    expect(exitCode).toBe(0);
    const packages = readFileSync(loaded, 'utf8').split('\n');
    expect(packages).toEqual(expect.arrayContaining(['yaml', 're2js', 'piscina', '@zone-eu/mailsplit']));
    const heavy = packages.filter((name) =>
      /^(@nestjs|@grpc|@eventstore|fastify|@fastify|google-protobuf)\b/.test(name),
    );
    expect(heavy).toEqual([]);
  });
});
