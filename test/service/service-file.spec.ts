import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { readServiceFile, removeServiceFile, writeServiceFile } from '../../src/service/service-file.js';
import { runCli } from '../support/run-cli.js';
import { startServiceProcess } from '../support/service-process.js';
import { temporaryDirectory } from '../support/temporary-ledger.js';

const ADDRESS = { url: 'http://127.0.0.1:1', token: 't'.repeat(64), pid: 1, ledgerId: 'l', proofKey: 'p' };
const KEYS = { apiKeys: [{ name: 'reader', key: 'k'.repeat(32), scopes: ['read'] }] };
const IS_ROOT = process.getuid?.() === 0;

it('is written for its owner alone, and read back', () => {
  const dataDir = temporaryDirectory();
  writeServiceFile(dataDir, ADDRESS);
  writeServiceFile(dataDir, ADDRESS);
  expect(statSync(join(dataDir, 'service.json')).mode & 0o777).toBe(0o600);
  expect(readServiceFile(dataDir)).toEqual(ADDRESS);
  removeServiceFile(dataDir);
  expect(readServiceFile(dataDir)).toBeNull();
});

it.each(['service.json', 'service.json.new'])('does not follow a link that was planted at %s', (name) => {
  const dataDir = temporaryDirectory();
  const stolen = join(temporaryDirectory(), 'stolen');
  symlinkSync(stolen, join(dataDir, name));
  writeServiceFile(dataDir, ADDRESS);
  expect(existsSync(stolen)).toBe(false);
  expect(readServiceFile(dataDir)).toEqual(ADDRESS);
});

it('is not trusted as a link, a FIFO, a directory or another text', () => {
  const elsewhere = join(temporaryDirectory(), 'service.json');
  writeFileSync(elsewhere, JSON.stringify(ADDRESS));
  const plants: ((file: string) => void)[] = [
    (file) => {
      symlinkSync(elsewhere, file);
    },
    (file) => spawnSync('mkfifo', [file]),
    (file) => {
      mkdirSync(file);
    },
    (file) => {
      writeFileSync(file, '{"url":"http://127.0.0.1:1"}');
    },
    (file) => {
      writeFileSync(file, 'null');
    },
    (file) => {
      writeFileSync(file, ' '.repeat(70_000));
    },
  ];
  for (const plant of plants) {
    const dataDir = temporaryDirectory();
    plant(join(dataDir, 'service.json'));
    expect(() => readServiceFile(dataDir)).toThrow(/is not trusted/);
  }
});

it.skipIf(!IS_ROOT)('is not trusted from another user (skipped unless root, who can give a file away)', () => {
  const dataDir = temporaryDirectory();
  writeServiceFile(dataDir, ADDRESS);
  chownSync(join(dataDir, 'service.json'), 12_345, 12_345);
  expect(() => readServiceFile(dataDir)).toThrow(/belongs to user 12345/);
  // The directory's owner may do anything in it already.
  chownSync(dataDir, 12_345, 12_345);
  expect(readServiceFile(dataDir)).toEqual(ADDRESS);
});

/** A process that answers everything with 200, as one that took a port over might, and keeps what it is sent. */
async function startImpostor(): Promise<{ readonly url: string; readonly received: string[] }> {
  const received: string[] = [];
  const server = createServer((request, response) => {
    received.push(`${request.method ?? ''} ${request.url ?? ''} ${request.headers.authorization ?? 'no key'}`);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"proof":"","known":false}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}

/** Holds the data directory as a process without HTTP does. */
function holdDataDirectory(dataDir: string): void {
  const database = new DatabaseSync(join(dataDir, 'owner.lock'));
  database.exec(`PRAGMA user_version = ${process.pid}; BEGIN IMMEDIATE`);
  onTestFinished(() => {
    database.close();
  });
}

it('gets no key sent to the process that took over the address of a service that was killed', async () => {
  const dataDir = temporaryDirectory();
  const config = join(dataDir, 'bounce-ledger.yaml');
  writeFileSync(config, JSON.stringify({ dataDir: '.' }));
  const impostor = await startImpostor();
  holdDataDirectory(dataDir);

  writeServiceFile(dataDir, { ...ADDRESS, url: impostor.url, pid: process.pid + 1 });
  const stale = await runCli(['--config', config, 'recipient', 'ana@example.com']);
  expect(stale).toMatchObject({ exitCode: 1, output: '' });
  expect(stale.errors).toMatch(/is in use by process \d+\n$/);
  expect(impostor.received).toEqual([]);

  writeServiceFile(dataDir, { ...ADDRESS, url: impostor.url, pid: process.pid });
  const taken = await runCli(['--config', config, 'recipient', 'ana@example.com']);
  expect(taken).toMatchObject({ exitCode: 1, output: '' });
  expect(taken.errors).toMatch(/is not its service: no key was sent to it/);
  expect(impostor.received).toEqual([expect.stringMatching(/^GET \/health\/identity\?challenge=[0-9a-f]{64} no key$/)]);
});

it('lets the command line of the same machine in, is renewed by the next start, and warns of what is open', async () => {
  const root = temporaryDirectory();
  const dataDir = join(root, 'service/data');
  mkdirSync(dataDir, { recursive: true });
  chmodSync(dataDir, 0o777);
  writeFileSync(join(dataDir, 'service.json'), 'what a killed service left');
  const password = join(root, 'password');
  writeFileSync(password, 'a password', { mode: 0o644 });
  const mailbox = { name: 'm', host: '127.0.0.1', port: 1, tls: 'none', user: 'u', passwordFile: password };
  const settings = { http: { port: 0, ...KEYS }, mailboxes: [mailbox], dataDir };
  process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
  onTestFinished(() => {
    delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
  });
  const service = await startServiceProcess(root, 'configured', settings, /^answering/);
  const { ledgerId } = JSON.parse(readFileSync(join(dataDir, 'service.json'), 'utf8')) as { ledgerId: string };
  expect(ledgerId).toMatch(/^[0-9a-f-]{36}$/);
  const asked = await runCli(['--config', service.config, 'recipient', 'ana@example.com', '--json']);
  expect(asked).toMatchObject({ exitCode: 0, errors: '' });
  const lines = service.log.filter((line) => line.startsWith('{'));
  const warnings = lines.map((line) => JSON.parse(line) as { level: number; msg: string });
  expect(warnings.filter(({ level }) => level === 40).map(({ msg }) => msg)).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^other users can write to the data directory/),
      expect.stringMatching(/^other users can open the secret file .*password: chmod 600/),
      expect.stringMatching(/^mailbox m: tls is none/),
      expect.stringMatching(/^NODE_TLS_REJECT_UNAUTHORIZED is 0/),
    ]),
  );
  expect(await service.stop()).toBe(0);
});
