import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import autocannon from 'autocannon';
import { addressOf } from './support/bounce-history.js';
import { interleaved } from './support/measure.js';

const BOUNCES = Number(process.env.HTTP_BOUNCES ?? 20_000);
const ROUNDS = Number(process.env.HTTP_ROUNDS ?? 5);
const SECONDS = Number(process.env.HTTP_SECONDS ?? 3);
const CONNECTIONS = 32;
const LOOKED_UP = 1_000;
const KEY = 'a-key-of-the-bench-that-reads';
const BIN = join(import.meta.dirname, '../bin/bounce-ledger.js');
const PREPARE = join(import.meta.dirname, 'support/prepare-history.js');
const BARE = join(import.meta.dirname, 'support/bare-route-process.js');

/**
 * What a client gets from the service as it is run: with keys, validation and the log of requests (into a file). Beside
 * it a bare fastify route that answers the very same bytes, in a process of its own too, with as many connections.
 */
export async function run(report) {
  const directory = await mkdtemp(join(tmpdir(), 'bench-http-'));
  const ended = [];
  try {
    const file = join(directory, 'bounce-ledger.yaml');
    const settings = {
      dataDir: 'data',
      roles: ['api'],
      http: { port: 0, apiKeys: [{ name: 'bench', key: KEY, scopes: ['read'] }] },
    };
    await writeFile(file, JSON.stringify(settings));
    await promisify(execFile)(process.execPath, [PREPARE, file, String(BOUNCES)]);
    const service = await started(process.execPath, [BIN, '--config', file, 'serve'], ended);
    const headers = { authorization: `Bearer ${KEY}` };
    const path = (n) => `/v1/recipients/${encodeURIComponent(addressOf(n))}`;
    const body = await (await fetch(`${service}${path(1)}`, { headers })).text();
    const bare = await started(process.execPath, [BARE, body], ended);

    const requests = Array.from({ length: 500 }, (_, n) => ({
      method: 'GET',
      path: path((n * 7_919) % BOUNCES),
      headers,
    }));
    const one = await interleaved(
      ROUNDS,
      () => requestRate(service, requests),
      () => requestRate(bare, requests),
    );
    const beside = { name: 'a bare fastify route', value: one.beside };
    report({
      metric: `GET /v1/recipients/{address}, ${CONNECTIONS} connections`,
      value: one.value,
      unit: 'requests/s',
      beside,
    });

    const addresses = Array.from({ length: LOOKED_UP }, (_, n) => addressOf((n * 7_919) % BOUNCES));
    const lookup = {
      method: 'POST',
      path: '/v1/recipients/lookup',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ addresses, purpose: 'bulk' }),
    };
    report({
      metric: `POST /v1/recipients/lookup of ${LOOKED_UP} addresses`,
      value: await requestRate(service, [lookup]),
      unit: 'requests/s',
    });
  } finally {
    for (const stop of ended) await stop();
    await rm(directory, { recursive: true });
  }
}

/** Starts a server that logs `{"url":…}`, and resolves with the address. */
async function started(program, args, ended) {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  ended.push(async () => {
    child.kill('SIGTERM');
    await exited;
  });
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const { url } = JSON.parse(line);
      if (url !== undefined) resolve(url);
    });
    void exited.then(() => reject(new Error(`${args[0]} ended before it listened`)));
  });
}

async function requestRate(url, requests) {
  const result = await autocannon({ url, connections: CONNECTIONS, duration: SECONDS, requests });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} refusals, ${result.errors} errors`);
  return result['2xx'] / result.duration;
}
