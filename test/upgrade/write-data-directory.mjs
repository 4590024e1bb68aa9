import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { startFaultyServer } from '../fault/collector-load/faulty-server.mjs';
import { ask } from './asking.ts';
import { decisions, givenMails, maildrop, OTHER_RULES, registrations, RULES } from './history.mjs';
import { InstalledRelease } from './installed-release.ts';
import { VERP_SECRET } from './mails.mjs';
import { questionsTo } from './questions.mjs';

const FIXTURES = join(import.meta.dirname, '../fixtures/mails');
const CONFIG = 'bounce-ledger.yaml';
/** Of a running process, and none of the ledger. */
const LEFT_OUT = /service\.json|\.lock|-shm$|-wal$/;

const [checkout, target] = process.argv.slice(2).map((path) => resolve(path));
if (target === undefined) {
  console.error('usage: node test/upgrade/write-data-directory.mjs CHECKOUT DIRECTORY');
  console.error('Has the release in CHECKOUT, built, write a ledger, and stores it in DIRECTORY with what it answers.');
  process.exit(2);
}

const directory = await mkdtemp(join(tmpdir(), 'bounce-ledger-upgrade-'));
const account = { user: 'reader', password: 'the fixture reads with this' };
const mails = maildrop.map((bytes, index) => ({ uidl: `uid-${index}`, bytes }));
const server = await startFaultyServer('127.0.0.1', new Map([[account.user, { account, mails, isLocked: false }]]));

function release(clock) {
  return new InstalledRelease({ checkout, directory, config: CONFIG, ...(clock !== undefined && { clock }) });
}

async function configure({ roles, headers = [] }) {
  const mailbox = { name: 'bounces', host: server.host, port: server.port, tls: 'none', ...account, after: 'delete' };
  const settings = {
    ...{ dataDir: 'data', roles, http: { port: 0 }, mailboxes: [{ ...mailbox, maxMailBytes: 1_048_576 }] },
    correlation: { verp: { secret: VERP_SECRET }, headers },
  };
  await writeFile(join(directory, CONFIG), JSON.stringify(settings, null, 2));
}

async function command(...parameters) {
  const { exitCode, output, errors } = await release().run(parameters);
  if (exitCode !== 0) throw new Error(`${parameters.join(' ')} exited with ${exitCode}: ${output}${errors}`);
  return output;
}

async function get(url, path) {
  return (await fetch(url + path)).json();
}

async function post(url, path, body) {
  const [type, text] = Buffer.isBuffer(body) ? ['message/rfc822', body] : ['application/json', JSON.stringify(body)];
  const response = await fetch(url + path, { method: 'POST', headers: { 'content-type': type }, body: text });
  if (!response.ok) throw new Error(`POST ${path} was answered ${response.status}: ${await response.text()}`);
  return response.json();
}

/** A reclassification, begun as its preview showed it. */
async function reclassify(url, ruleset) {
  const { confirm } = await post(url, '/v1/reclassifications', { preview: true, ruleset });
  return post(url, '/v1/reclassifications', { confirm });
}

/** Has a service run with these settings for as long as the work takes. */
async function serving(settings, work) {
  await configure(settings);
  const service = await release().serve();
  try {
    return await work(service);
  } finally {
    await service.stop();
  }
}

async function write() {
  await writeFile(join(directory, 'other-rules.yaml'), OTHER_RULES);
  // A run whose process died goes on with the role `background` alone: without it, it waits to be cancelled.
  const begun = await serving({ roles: ['api'] }, async ({ url, kill }) => {
    for (const [path, body] of registrations) await post(url, path, body);
    for (const mail of givenMails) await post(url, '/v1/mails', mail);
    for (const [path, body] of decisions) await post(url, path, body);
    await command('ingest', FIXTURES, '--json');
    const run = await reclassify(url, OTHER_RULES);
    await kill();
    return run;
  });
  await serving({ roles: ['api'] }, async ({ url }) => {
    await post(url, `/v1/reclassifications/${begun.id}/cancel`, {});
    const [{ version }] = (await get(url, '/v1/rulesets?limit=1')).items;
    await post(url, '/v1/rulesets', { ruleset: RULES, expectedVersion: version });
  });
  for (const how of [[], ['--retry-parked'], ['--retry-parked']]) {
    server.make({ name: 'retr', at: 'RETR', times: 1, answer: () => '-ERR damaged\r\n' });
    await command('collect', ...how, '--json');
  }
  // With another header to look for, mails that carry it say more than they did.
  await serving({ roles: ['api', 'background'], headers: ['X-News-Issue'] }, async ({ url }) => {
    await command('reinterpret', '--json');
    const { id } = await reclassify(url, OTHER_RULES);
    const path = `${url}/v1/reclassifications/${id}`;
    const progress = await fetch(path, { headers: { accept: 'text/event-stream' } });
    if (!(await progress.text()).includes('reclassification.completed')) throw new Error('the run did not complete');
  });
}

async function answersAt(clock) {
  const asked = release(clock);
  const { url, stop } = await asked.serve();
  try {
    const answers = [];
    for (const question of await questionsTo(url)) answers.push(await ask(question, asked, url));
    return answers;
  } finally {
    await stop();
  }
}

async function store(clock, answers) {
  await rm(join(target, 'data'), { recursive: true, force: true });
  const written = await readdir(join(directory, 'data'), { recursive: true, withFileTypes: true });
  for (const { parentPath, name } of written.filter((entry) => entry.isFile() && !LEFT_OUT.test(entry.name))) {
    const stored = join(target, relative(directory, parentPath));
    await mkdir(stored, { recursive: true });
    await writeFile(join(stored, `${name}.gz`), gzipSync(await readFile(join(parentPath, name)), { level: 9 }));
  }
  for (const file of [CONFIG, 'other-rules.yaml']) await copyFile(join(directory, file), join(target, file));
  const lines = answers.map((answer) => JSON.stringify(answer)).join(',\n');
  await writeFile(join(target, 'answers.json'), `{ "askedAt": "${clock}", "answers": [\n${lines}\n] }\n`);
}

try {
  await write();
  const clock = new Date(Date.now() + 1_000).toISOString();
  await store(clock, await answersAt(clock));
} finally {
  await server.close();
  await rm(directory, { recursive: true, force: true });
}
