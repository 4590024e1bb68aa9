import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { PASSWORD, startMaildropServer } from '../support/maildrop-server.js';
import { temporaryDirectory } from '../support/temporary-ledger.js';
import { ask, type Answered } from './asking.js';
import { InstalledRelease } from './installed-release.js';

const FIXTURES = join(import.meta.dirname, '../fixtures/data-directories');
const CHECKOUT = join(import.meta.dirname, '../..');
const CONFIG = 'bounce-ledger.yaml';
const READ_MODELS = 'data/read-models';

interface Recorded {
  readonly askedAt: string;
  readonly answers: readonly Answered[];
}

interface Settings {
  readonly mailboxes: readonly object[];
}

interface Reinterpreted {
  readonly changed: number;
  readonly bounces: object;
}

interface Shown {
  readonly leftAside: {
    readonly mails: readonly { readonly uidl: string; readonly size: number; readonly tries: number }[];
  };
}

/** A copy of what an earlier release left, for this test to work on. */
function copyOf(fixture: string): string {
  const directory = temporaryDirectory();
  for (const { parentPath, name } of readdirSync(fixture, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )) {
    const file = join(directory, relative(fixture, parentPath), name.replace(/\.gz$/, ''));
    const bytes = readFileSync(join(parentPath, name));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, name.endsWith('.gz') ? gunzipSync(bytes) : bytes, { mode: 0o600 });
  }
  return directory;
}

/**
 * Answers that are others on purpose since a later release: UPDATE_CHANGES=1 writes them, to be read before they are
 * committed.
 */
const CHANGES = 'changes.json';
const isUpdating = process.env['UPDATE_CHANGES'] === '1';

function recordedIn(fixture: string): Recorded {
  return JSON.parse(readFileSync(join(fixture, 'answers.json'), 'utf8')) as Recorded;
}

/** What a release answered, but for what it answers otherwise on purpose now. */
function expectedOf(fixture: string): Answered[] {
  const changes = JSON.parse(readFileSync(join(fixture, CHANGES), 'utf8')) as Answered[];
  const changed = new Map(changes.map((answered) => [questionIn(answered), answered]));
  const expected = recordedIn(fixture).answers.map((answered) => changed.get(questionIn(answered)) ?? answered);
  expect(expected.filter((answered) => changes.includes(answered))).toHaveLength(changes.length);
  return expected;
}

function questionIn(answered: Answered): string {
  return JSON.stringify('get' in answered ? answered.get : answered.command);
}

function writeChanges(fixture: string, today: readonly Answered[]): void {
  const { answers } = recordedIn(fixture);
  const changes = today.filter((answered, index) => !isDeepStrictEqual(answered, answers[index]));
  // A line for each, so that a difference shows which it is.
  writeFileSync(join(fixture, CHANGES), `[\n${changes.map((change) => JSON.stringify(change)).join(',\n')}\n]\n`);
}

describe.each(readdirSync(FIXTURES).filter((name) => name !== 'README.md'))(
  'a data directory of release %s',
  (name) => {
    const fixture = join(FIXTURES, name);
    const { askedAt, answers } = recordedIn(fixture);

    it.each(['', ', without the read models that it left'])(
      'gives every answer that it gave then, but for those that a later release changed on purpose%s',
      async (without) => {
        const directory = copyOf(fixture);
        if (without !== '') rmSync(join(directory, READ_MODELS), { recursive: true });
        const release = new InstalledRelease({ checkout: CHECKOUT, directory, config: CONFIG, clock: askedAt });
        const { url, stop } = await release.serve();
        onTestFinished(stop);
        const today: Answered[] = [];
        for (const question of answers) today.push(await ask(question, release, url));
        await stop();
        if (isUpdating) writeChanges(fixture, today);
        expect(today).toEqual(expectedOf(fixture));
      },
      180_000,
    );

    it('shows what reading its mails anew would move, moves it, and has nothing left to move', async () => {
      const release = new InstalledRelease({ checkout: CHECKOUT, directory: copyOf(fixture), config: CONFIG });
      const reinterpret = async (...options: string[]) =>
        JSON.parse((await release.run(['reinterpret', '--json', ...options])).output) as Reinterpreted;

      const preview = await reinterpret('--dry-run');
      expect(preview.changed).toBeGreaterThan(0);
      expect(await reinterpret('--dry-run')).toMatchObject({ changed: preview.changed, bounces: preview.bounces });
      expect(await reinterpret()).toMatchObject({ changed: preview.changed, bounces: preview.bounces });
      expect((await reinterpret('--dry-run')).changed).toBe(0);
    });

    it('knows the mails that it took in, and goes on with the one that it could not retrieve', async () => {
      const directory = copyOf(fixture);
      const release = new InstalledRelease({ checkout: CHECKOUT, directory, config: CONFIG });
      const { url, stop } = await release.serve();
      onTestFinished(stop);
      const { items } = (await (await fetch(`${url}/v1/mails?limit=1000`)).json()) as { items: { mailId: string }[] };
      const mails = await Promise.all(
        items.map(async ({ mailId }) => {
          const evidence = await fetch(`${url}/v1/mails/${mailId}/evidence`);
          return { mailId, bytes: Buffer.from(await evidence.arrayBuffer()) };
        }),
      );
      for (const { mailId, bytes } of mails) {
        const headers = { 'content-type': 'message/rfc822' };
        const again = await fetch(`${url}/v1/mails`, { method: 'POST', headers, body: bytes });
        expect([again.status, await again.json()]).toMatchObject([200, { mailId }]);
      }
      await stop();

      const show = async () =>
        JSON.parse((await release.run(['mailbox', 'show', 'bounces', '--json'])).output) as Shown;
      const failed = (await show()).leftAside.mails.find(({ tries }) => tries > 0);
      if (failed === undefined) throw new TypeError('the fixture has no mail that could not be retrieved');
      const { uidl, size, tries } = failed;
      const waiting = { uidl, bytes: Buffer.alloc(size, 'x') };
      const server = await startMaildropServer([waiting], (line) => (line === 'RETR 1' ? '-ERR damaged\r\n' : null));
      pointAt(join(directory, CONFIG), server.port);
      expect((await release.run(['collect', '--retry-parked', '--json'])).exitCode).toBe(0);
      expect(await show()).toMatchObject({ leftAside: { total: 1, mails: [{ uidl, tries: tries + 1 }] } });
    });
  },
);

/** Has the mailbox of a configuration collected from a server of this test. */
function pointAt(config: string, port: number): void {
  const settings = JSON.parse(readFileSync(config, 'utf8')) as Settings;
  const account = { user: 'reader', password: PASSWORD, port };
  const mailboxes = settings.mailboxes.map((mailbox) => ({ ...mailbox, ...account }));
  writeFileSync(config, JSON.stringify({ ...settings, mailboxes }));
}
