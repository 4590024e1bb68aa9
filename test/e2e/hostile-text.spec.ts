import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonLines, runCli } from '../support/run-cli.js';
import { temporaryDirectory } from '../support/temporary-ledger.js';
import { bounceMail } from './bounce-mail.js';
import { httpService } from './http-service.js';

/** Sets a terminal's title, reorders, hides: each does something where it is shown. */
const HOSTILE = '\u202Egnp.exe\u2069 \u200B\u061C\u009B31m\u007F\u{E0041}';
const ACTS = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
const MAIL = bounceMail({ recipient: 'ana@example.com', diagnostic: `550 5.1.1 no such user ${HOSTILE}` });
const MAIL_TYPE = { 'content-type': 'message/rfc822' };

describe('text of others', () => {
  it('is escaped in every JSON answer, event stream and problem, and is the same when it is parsed', async () => {
    const { url, request } = await httpService();
    const { body } = await request('POST', '/v1/mails', { body: MAIL, headers: MAIL_TYPE });
    const [bounceId] = body['bounces'] as string[];
    const text = async (path: string, headers: Record<string, string> = {}) =>
      await (await fetch(url + path, { headers })).text();
    const read = `minPosition=${String(body.position)}`;
    const bounce = await text(`/v1/bounces/${bounceId ?? ''}?${read}`);
    expect((JSON.parse(bounce) as { facts: { diagnostic: string } }).facts.diagnostic).toContain('\u202Egnp.exe');
    const following = await fetch(`${url}/v1/events`, { headers: { accept: 'text/event-stream' } });
    const reader = following.body?.getReader();
    const chunk = (await reader?.read()) as { readonly value?: Uint8Array } | undefined;
    const events = new TextDecoder().decode(chunk?.value);
    await reader?.cancel();
    expect(events).toContain('gnp.exe');
    const answers = [
      bounce,
      events,
      ...[`/v1/bounces?${read}`, '/v1/mails', '/v1/undetermined', '/v1/recipients/ana@example.com', '/v1/state'],
      `/v1/${encodeURIComponent(HOSTILE)}`,
      `/v1/bounces?cursor=${encodeURIComponent(HOSTILE)}`,
    ];
    for (const answer of answers) {
      const shown = answer.startsWith('/') ? await text(answer) : answer;
      expect(shown.length).toBeGreaterThan(2);
      expect(shown).not.toMatch(ACTS);
    }
  });

  it('is escaped on a terminal, with --json and without, and in what is said about arguments', async () => {
    const directory = temporaryDirectory();
    const config = join(directory, 'bounce-ledger.yaml');
    writeFileSync(config, JSON.stringify({ dataDir: 'data' }));
    const mail = join(directory, 'mail.eml');
    writeFileSync(mail, MAIL);
    const run = (...parameters: string[]) => runCli(['--config', config, ...parameters]);
    await run('ingest', mail);
    const shown = await Promise.all([
      run('interpret', mail),
      run('interpret', '--json', mail),
      run('reasons', `--${HOSTILE}`),
      run(`frob${HOSTILE}`),
      run('ruleset', 'draft', HOSTILE),
      run('ruleset', 'undetermined', '--limit', HOSTILE),
      run('interpret', join(directory, HOSTILE)),
      run('ruleset', 'check', join(directory, HOSTILE)),
      run('check', join(directory, HOSTILE)),
      runCli(['--config', HOSTILE, 'check']),
    ]);
    for (const { output, errors } of shown) {
      expect(output + errors).toContain('u');
      expect(output + errors).not.toMatch(ACTS);
    }
    for (const parameters of [
      ['recipient', 'ana@example.com'],
      ['recipient', 'ana@example.com', '--json'],
    ]) {
      expect((await run(...parameters)).output).not.toMatch(ACTS);
    }
    const [line] = jsonLines(shown[1].output) as { recipients: { diagnostic: string }[] }[];
    expect(line?.recipients[0]?.diagnostic).toContain('\u202Egnp.exe');
  });
});
