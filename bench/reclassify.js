import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { pino } from 'pino';
import { keepOldMemorySmall } from '../dist/cli/small-memory.js';
import { loadSettings } from '../dist/config/index.js';
import { startService } from '../dist/service/index.js';
import { addressOf, DAYS, STARTED } from './support/bounce-history.js';

const BOUNCES = Number(process.env.RECLASSIFY_BOUNCES ?? 1_000_000);
const PREPARE = join(import.meta.dirname, 'support/prepare-history.js');
const READ_EVERY_MS = 10;
/** Every twentieth day's share of all bounces: 5 %. */
const CHANGING_MS = (DAYS * 86_400_000) / 20;

const RULES = `format: 1
rules:
  - id: outage
    when: { from: ${new Date(STARTED).toISOString()}, to: ${new Date(STARTED + CHANGING_MS).toISOString()} }
    reason: smtp-protocol-error
`;

/**
 * Reclassifies history. Beside it, in the same run on a sample, the only other way to learn what a rule would change:
 * interpreting the mails again. Meanwhile a client asks the service for recipients over HTTP.
 */
export async function run(report) {
  const directory = await mkdtemp(join(tmpdir(), 'bench-reclassify-'));
  try {
    const file = await configurationIn(directory);
    // In a separate process, so that its memory does not count.
    const { stdout } = await promisify(execFile)(process.execPath, [PREPARE, file, String(BOUNCES)]);
    const peers = JSON.parse(stdout);
    // As `serve` does.
    keepOldMemorySmall();
    const service = await startService(loadSettings(file), pino({ level: 'silent' }));
    const { readModel, reclassifications } = service.bounceLedger;
    await readModel.caughtUp();

    const preview = await measured(service.url, () => reclassifications.preview({ document: RULES }, () => undefined));
    const beside = { name: `interpreting the mails again, a sample of ${peers.mails}`, value: peers.rate };
    const { scanned, changed, confirm } = preview.result;
    if (scanned !== BOUNCES) throw new Error(`${scanned} of ${BOUNCES} bounces were judged`);
    report({ metric: `preview, ${BOUNCES} bounces`, value: scanned / preview.seconds, unit: 'bounces/s', beside });
    report({ metric: 'preview, changing', value: (changed / scanned) * 100, unit: '%' });
    report({ metric: 'GET /v1/recipients during the preview, p99', value: preview.p99, unit: 'ms' });
    report({ metric: 'GET /v1/recipients during the preview, slowest', value: preview.slowest, unit: 'ms' });

    const whole = await measured(service.url, async () => {
      const { id } = await reclassifications.begin({ confirm }, { correlationId: 'bench' });
      return reclassifications.ended(id);
    });
    if (whole.result.changed !== changed) throw new Error(`${whole.result.changed} changed, ${changed} were previewed`);
    report({ metric: 'run', value: scanned / whole.seconds, unit: 'bounces/s', beside });
    report({ metric: 'GET /v1/recipients during the run, p99', value: whole.p99, unit: 'ms' });
    report({ metric: 'GET /v1/recipients during the run, slowest', value: whole.slowest, unit: 'ms' });
    report({ metric: 'peak memory', value: process.resourceUsage().maxRSS / 1024, unit: 'MiB' });
    await service.close();
  } finally {
    await rm(directory, { recursive: true });
  }
}

async function configurationIn(directory) {
  const file = join(directory, 'bounce-ledger.yaml');
  await writeFile(file, 'dataDir: data\nroles: [api]\nhttp: { port: 0 }\n');
  return file;
}

/** Does the work while one client requests recipients, one after another. */
async function measured(url, work) {
  const latencies = [];
  let isOver = false;
  const client = (async () => {
    for (let n = 0; !isOver; n += 1) {
      const asked = performance.now();
      const answer = await globalThis.fetch(`${url}/v1/recipients/${addressOf((n * 7_919) % BOUNCES)}`);
      if (!answer.ok) throw new Error(`GET /v1/recipients answered ${answer.status}`);
      await answer.arrayBuffer();
      latencies.push(performance.now() - asked);
      await delay(READ_EVERY_MS);
    }
  })();
  const began = performance.now();
  const result = await work();
  const seconds = (performance.now() - began) / 1000;
  isOver = true;
  await client;
  latencies.sort((a, b) => a - b);
  const p99 = latencies[Math.floor(latencies.length * 0.99)] ?? 0;
  return { result, seconds, p99, slowest: latencies.at(-1) ?? 0 };
}
