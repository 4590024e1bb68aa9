import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../support/temporary-ledger.js';
import { jsonLines, runCli } from '../support/run-cli.js';

const FIXTURES = fileURLToPath(new URL('../fixtures/mails/', import.meta.url));
const unknownUser = join(FIXTURES, 'sendmail-unknown.eml');
const fiveRecipients = join(FIXTURES, 'exim-multi_five.eml');

/** A configuration file with a data directory of its own. */
function configuration(settings = ''): string {
  const file = join(temporaryDirectory(), 'bounce-ledger.yaml');
  writeFileSync(file, `dataDir: data\nlog: { level: silent }\n${settings}`);
  return file;
}

describe('bounce-ledger interpret', () => {
  it('prints the contract’s line for each mail, in the order given, and tells what cannot be read in its place', async () => {
    const { exitCode, output, errors } = await runCli([
      'interpret',
      '--json',
      unknownUser,
      '/nowhere.eml',
      fiveRecipients,
    ]);
    const lines = jsonLines(output);
    expect(lines.map(({ file }) => file)).toEqual([unknownUser, '/nowhere.eml', fiveRecipients]);
    expect(Object.keys(lines[0] ?? {})).toEqual([
      ...['file', 'mailId', 'kind', 'originalMessageId', 'reportingMta', 'family', 'keys', 'recipients'],
    ]);
    expect(lines[0]).toMatchObject({
      kind: 'bounce',
      recipients: [{ action: 'failed', type: 'hard', reason: 'user-unknown' }],
    });
    const [recipient] = lines[0]?.['recipients'] as Record<string, unknown>[];
    expect(Object.keys(recipient ?? {})).toEqual([
      ...['address', 'originalRecipient', 'action', 'statedAction', 'status', 'statedStatus', 'smtpCode', 'permanence'],
      ...['diagnostic', 'remoteMta', 'type', 'reason', 'fault', 'rule', 'matched'],
    ]);
    expect(lines[1]).toEqual({ file: '/nowhere.eml', error: 'no such file' });
    expect(lines[2]?.['recipients']).toHaveLength(5);
    expect(errors).toBe('');
    expect(exitCode).toBe(1);
  });

  it('explains to a person which rule matched which words', async () => {
    const { exitCode, output } = await runCli(['interpret', unknownUser]);
    expect(output).toMatch(/hard user-unknown, fault: recipient \(rule \S+ matched ".+"\)/);
    expect(exitCode).toBe(0);
  });

  it('tells where each fact stands in the mail, and which other rules would have matched which words', async () => {
    const { output } = await runCli(['interpret', fiveRecipients]);
    const lines = output.split('\n').map((line) => line.trim());
    const maria = lines.indexOf('maria.full@corp.example  [part 2, message/delivery-status, line 10]  failed');
    expect(lines.slice(maria + 1, maria + 7)).toEqual([
      'soft mailbox-full, fault: recipient (rule full matched "over quota")',
      'would also match: rule status-x.2.2 "5.2.2" (soft mailbox-full)',
      'would also match: rule smtp-552 "552" (soft mailbox-full)',
      'status: 5.2.2  [part 2, message/delivery-status, line 13]',
      'stated status: 5.0.0  [part 2, message/delivery-status, line 11]',
      'SMTP code: 552  [part 2, message/delivery-status, line 13]',
    ]);
    expect(lines).toContain('x-campaign-id: c42  [part 3, message/rfc822, line 12]');
  });

  it('tells the wording by which a text that no rule knows is counted with others', async () => {
    const mail =
      'From: MAILER-DAEMON@example.net\r\nSubject: failure notice\r\n\r\n<ana@example.com>:\r\n550 the moon is full of 12 cheeses\r\n';
    const { output } = await runCli(['interpret', '-'], { input: mail });
    expect(output).toContain('soft undetermined, fault: unknown (no rule matches the text)');
    expect(output).toMatch(/clustered under the wording: .*the moon is full of # cheeses/);
  });

  it('reads standard input, and shows nothing of a mail that could drive the terminal', async () => {
    const mail =
      'From: MAILER-DAEMON@example.net\r\nSubject: failure notice\r\n\r\n<ana@example.com>:\r\n550 no such user \x1b]0;x\x07\r\n';
    const { exitCode, output } = await runCli(['interpret', '-'], { input: mail });
    expect(output).toContain('ana@example.com');
    expect(Array.from(output).filter((character) => character < ' ' && character !== '\n')).toEqual([]);
    expect(exitCode).toBe(0);
  });
});

describe('bounce-ledger reasons', () => {
  it('prints one line a reason with its other names', async () => {
    const { output, exitCode } = await runCli(['reasons', '--json']);
    const lines = jsonLines(output);
    expect(lines).toHaveLength(32);
    expect(lines[0]).toEqual({
      reason: 'user-unknown',
      type: 'hard',
      fault: 'recipient',
      sisimai: ['userunknown'],
      adobe: 1,
      sparkpost: 10,
    });
    expect(exitCode).toBe(0);
  });
});

describe('bounce-ledger ingest, recipient, campaign and rebuild', () => {
  it('take mails in once, answer from them, and answer the same after a rebuild', async () => {
    const config = configuration();
    const run = (...parameters: readonly string[]) => runCli(['--config', config, ...parameters]);

    const first = await run('ingest', '--json', FIXTURES);
    const [totals] = jsonLines(first.output);
    expect(totals).toMatchObject({ alreadyKnown: 0, failed: 0 });
    expect(totals?.['appended']).toBe(totals?.['read']);
    const again = await run('ingest', '--json', FIXTURES);
    expect(jsonLines(again.output)).toEqual([{ ...totals, appended: 0, alreadyKnown: totals?.['read'] }]);

    const [interpreted] = jsonLines((await runCli(['interpret', '--json', unknownUser])).output);
    const [{ address } = { address: '' }] = interpreted?.['recipients'] as { address: string }[];
    const before = await run('recipient', address);
    expect(before.output).toMatch(/^recipient {2}\S+ {2}QUARANTINED\n.+ → user-unknown \[.+, ruleset 1\]/);
    expect((await run('rebuild')).output).toMatch(/^rebuild {4}\d+ events/);
    expect(await run('recipient', address)).toEqual(before);

    expect(await run('recipient', 'nobody@example.com')).toMatchObject({
      exitCode: 0,
      output: expect.stringContaining('VALID') as string,
    });
    expect(await run('campaign', 'unheard-of')).toMatchObject({
      exitCode: 1,
      errors: 'there is no campaign unheard-of\n',
    });
  });

  it('take an mbox and a Maildir in as the same mails', async () => {
    const config = configuration();
    const dir = temporaryDirectory();
    const mail = readFileSync(unknownUser);
    mkdirSync(join(dir, 'Maildir', 'cur'), { recursive: true });
    mkdirSync(join(dir, 'Maildir', 'new'));
    writeFileSync(join(dir, 'Maildir', 'cur', '1:2,S'), mail);
    writeFileSync(
      join(dir, 'mbox'),
      `From x Sat Nov 21 09:14:07 2026\n${mail.toString('latin1').replaceAll('\r\n', '\n')}\n`,
      'latin1',
    );
    const { output } = await runCli(['--config', config, 'ingest', '--json', join(dir, 'Maildir'), join(dir, 'mbox')]);
    expect(jsonLines(output)).toEqual([{ read: 2, appended: 1, alreadyKnown: 1, failed: 0 }]);
  });
});

describe('the command line', () => {
  it.each([
    ['an unknown command', ['frobnicate']],
    ['an unknown option', ['reasons', '--frobnicate']],
    ['a missing argument', ['interpret']],
    ['what is no address', ['recipient', 'nobody']],
  ])('refuses %s with exit code 2', async (_, parameters) => {
    const { exitCode, output, errors } = await runCli(parameters);
    expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' });
    expect(errors).not.toBe('');
  });

  it('names every problem of a configuration, by path, with exit code 2', async () => {
    const config = configuration('mailboxes: [{ name: a, host: h, user: u, port: 0, password: x }]\nfoo: 1\n');
    const { exitCode, errors } = await runCli(['--config', config, 'collect']);
    expect(errors.split('\n').slice(1, -1).sort()).toEqual([
      '  foo: is not a setting',
      '  mailboxes[0].port: must not be less than 1',
    ]);
    expect(exitCode).toBe(2);
  });

  it('helps', async () => {
    const { exitCode, output } = await runCli(['--help']);
    for (const command of [
      'serve',
      'demo',
      'collect',
      'ingest',
      'interpret',
      'reasons',
      'recipient',
      'campaign',
      'reinterpret',
      'rebuild',
    ]) {
      expect(output).toMatch(new RegExp(`^ {2}${command} `, 'm'));
    }
    expect(exitCode).toBe(0);
  });
});
