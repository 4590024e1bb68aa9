import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loadSettings } from '../../src/config/index.js';
import { openEmbeddedEventStore } from '../../src/event-store/index.js';
import { Intake, type MailReader } from '../../src/ledger/index.js';
import { openWriteSide, startService } from '../../src/service/index.js';
import { parseEvent, serialiseEvent } from '../../src/events/index.js';
import { notUnderstood } from '../history/reinterpretation/reinterpreting-kit.js';
import { jsonLines, runCli } from '../support/run-cli.js';
import { eventsOf, temporaryDirectory } from '../support/temporary-ledger.js';
import { bounceMail } from './bounce-mail.js';

const BIN = fileURLToPath(new URL('../../bin/bounce-ledger.js', import.meta.url));
const MAILS = 600;

/** A ledger whose bounces an interpreter set aside that knew less. */
async function prepared(mails: number): Promise<{ readonly file: string; readonly dataDir: string }> {
  const directory = temporaryDirectory();
  const file = join(directory, 'bounce-ledger.yaml');
  writeFileSync(file, 'dataDir: data\nhttp: { port: 0 }\nlog: { level: silent }\n');
  const writeSide = await openWriteSide(loadSettings(file));
  const { ledger, evidence, reader, rulesets } = writeSide;
  const former: MailReader = {
    async read(mail) {
      const reading = await reader.read(mail);
      return {
        ...reading,
        events: notUnderstood(reading.events.map(parseEvent), rulesets.current).map(serialiseEvent),
      };
    },
    close: () => Promise.resolve(),
  };
  const intake = new Intake({ ledger, evidence, reader: former });
  const received = Array.from({ length: mails }, (_, number) =>
    intake.receive(bounceMail({ recipient: `someone${number}@example.com` }), { mailbox: null, uidl: null }),
  );
  await Promise.all(received);
  await writeSide.close();
  return { file, dataDir: join(directory, 'data') };
}

describe('bounce-ledger reinterpret', () => {
  it('says what would change, does it, and finds nothing the second time', async () => {
    const { file } = await prepared(3);
    const reinterpret = (...flags: string[]) => runCli(['--config', file, 'reinterpret', ...flags]);

    const preview = await reinterpret('--dry-run');
    expect(preview).toMatchObject({ exitCode: 0, errors: '' });
    expect(preview.output).toMatch(
      /^ {10}3 {2}not-understood → bounce {2}e\.g\. [0-9a-f]{64}\n {10}3 {2}recipients gained/,
    );
    expect(preview.output).toMatch(/3 of 3 mails would say something else: bounces 3 gained, 0 corrected, 0 lost\n$/);
    expect((await runCli(['--config', file, 'recipient', 'someone1@example.com'])).output).not.toContain('QUARANTINED');

    expect(jsonLines((await reinterpret('--json')).output)).toMatchObject([{ dryRun: false, scanned: 3, changed: 3 }]);
    expect((await runCli(['--config', file, 'recipient', 'someone1@example.com'])).output).toContain('QUARANTINED');
    expect(await reinterpret()).toMatchObject({
      exitCode: 0,
      output: 'reinterpret 0 of 3 mails say something else: bounces 0 gained, 0 corrected, 0 lost\n',
    });
  });

  it('asks the service that has the ledger open, which goes on answering', async () => {
    const { file } = await prepared(3);
    const service = await startService(loadSettings(file), pino({ level: 'silent' }));
    onTestFinished(() => service.close());

    const [report] = jsonLines((await runCli(['--config', file, 'reinterpret', '--json'])).output);

    expect(report).toMatchObject({ dryRun: false, scanned: 3, changed: 3, bounces: { gained: 3 } });
    const position = String(report?.['position']);
    const answer = await fetch(`${service.url ?? ''}/v1/recipients/someone2%40example.com?minPosition=${position}`);
    expect(await answer.json()).toMatchObject({ status: 'quarantined' });
  });

  it('goes on where it was killed with kill -9, and reads no mail again twice', { timeout: 120_000 }, async () => {
    const { file, dataDir } = await prepared(MAILS);
    const child = spawn(process.execPath, [BIN, '--config', file, 'reinterpret'], { stdio: 'ignore' });
    const ended = once(child, 'close');
    // Whenever that is: before the first append, between two, or after the last.
    const timer = setTimeout(() => child.kill('SIGKILL'), 1_100);
    await ended;
    clearTimeout(timer);

    const done = await runCli(['--config', file, 'reinterpret', '--json']);
    expect(done).toMatchObject({ exitCode: 0, errors: '' });
    expect(jsonLines(done.output)).toMatchObject([{ scanned: MAILS }]);
    const store = await openEmbeddedEventStore({ dataDir });
    const events = await eventsOf(store);
    await store.close();
    const read = events.filter(({ type }) => type === 'MailReinterpreted').map(({ stream }) => stream);
    expect(read).toHaveLength(MAILS);
    expect(new Set(read).size).toBe(MAILS);
    expect(events.filter(({ type }) => type === 'BounceClassified')).toHaveLength(MAILS);
  });
});
