import { describe, expect, it } from 'vitest';
import { checkMailbox, type CheckStep, type Pop3MailboxOptions } from '../../src/mailbox/index.js';
import { PASSWORD, startMaildropServer, type Interference } from '../support/maildrop-server.js';
import { startFaultServer } from '../support/pop3-fault-server.js';
import { NOW } from '../support/temporary-ledger.js';
import { TLS_CERTIFICATE_FILE } from '../support/tls-files.js';

const MAILS = [Buffer.from('Subject: a\r\n'), Buffer.from('Subject: b\r\n')];

async function check(mailbox: Pop3MailboxOptions): Promise<readonly CheckStep[]> {
  const steps: CheckStep[] = [];
  for await (const step of checkMailbox(mailbox, { clock: () => NOW })) steps.push(step);
  return steps;
}

const outcomes = (steps: readonly CheckStep[]) => steps.map(({ step, outcome }) => `${step} ${outcome}`);

/** A mailbox whose server says something else to some lines. */
async function checkedWith(interfere: Interference, mails = MAILS): Promise<readonly CheckStep[]> {
  return check((await startMaildropServer(mails, interfere)).options());
}

describe('checking a mailbox', () => {
  it('tells every step, and retrieves and deletes no mail', async () => {
    const server = await startMaildropServer(MAILS);
    const steps = await check(server.options());
    expect(outcomes(steps)).toEqual([
      'name ok',
      'connection ok',
      'tls warning',
      'capabilities ok',
      'sign-in ok',
      'listing ok',
      'unique-ids ok',
    ]);
    expect(steps.find(({ step }) => step === 'listing')?.detail).toBe('2 mails, 24 bytes');
    expect([server.count('RETR'), server.count('TOP'), server.count('DELE')]).toEqual([0, 0, 0]);
    expect(server.count('PASS')).toBe(2);
  });

  it('tells until when the certificate is good', async () => {
    const server = await startFaultServer(async (connection) => {
      connection.write('+OK ready\r\n');
      await connection.line();
      connection.write('+OK\r\n');
      connection.startTls();
      while ((await connection.line()) !== null) connection.write('-ERR no\r\n');
    });
    const usual = await startMaildropServer([]);
    const secured = { effectivePort: server.port, tls: 'starttls', caFile: TLS_CERTIFICATE_FILE } as const;
    const steps = await check(usual.options(secured));
    expect(steps[2]).toMatchObject({ step: 'tls', outcome: 'ok' });
    expect(steps[2]?.detail).toMatch(/^certificate is good until \d{4}-\d\d-\d\dT/);
    expect(outcomes(steps).at(-1)).toBe('sign-in failed');
  });

  it('tells that TLS fails, and not that the connection does', async () => {
    const server = await startMaildropServer([]);
    const steps = await check(server.options({ tls: 'implicit' }));
    expect(outcomes(steps)).toEqual(['name ok', 'connection ok', 'tls failed']);
  });

  it('ends with a name that nobody knows', async () => {
    const server = await startMaildropServer([]);
    expect(outcomes(await check(server.options({ host: 'pop.invalid' })))).toEqual(['name failed']);
  });

  it('ends with a port where nobody listens', async () => {
    const server = await startMaildropServer([]);
    expect(outcomes(await check(server.options({ effectivePort: 1 })))).toEqual(['name ok', 'connection failed']);
  });

  it('ends with a file of authorities that cannot be read', async () => {
    const server = await startMaildropServer([]);
    expect(outcomes(await check(server.options({ caFile: '/nowhere/ca.pem' })))).toEqual(['configuration failed']);
  });

  it('tells the server’s words about a wrong password, and not the password', async () => {
    const steps = await checkedWith((line) => (line.startsWith('PASS') ? `-ERR [AUTH] not ${line}\r\n` : null));
    expect(steps.at(-1)).toMatchObject({ step: 'sign-in', outcome: 'failed' });
    expect(steps.at(-1)?.detail).toContain('pop3-refused-auth');
    expect(JSON.stringify(steps)).not.toContain(PASSWORD);
  });

  it('ends with a listing that is none', async () => {
    const steps = await checkedWith((line) => (line === 'LIST' ? '+OK\r\nno list\r\n.\r\n' : null));
    expect(outcomes(steps).at(-1)).toBe('listing failed');
  });

  it('warns of a server that knows no CAPA and no UIDL', async () => {
    const steps = await checkedWith((line) => (line === 'CAPA' || line === 'UIDL' ? '-ERR what?\r\n' : null));
    expect(outcomes(steps)).toContain('capabilities warning');
    expect(outcomes(steps).at(-1)).toBe('unique-ids warning');
  });

  it('warns of unique ids that are repeated, or change from session to session', async () => {
    let sessions = 0;
    const changing = await checkedWith((line) =>
      line === 'UIDL' ? `+OK\r\n1 a${sessions}\r\n2 b${sessions++}\r\n.\r\n` : null,
    );
    expect(changing.at(-1)?.detail).toContain('2 of 2 differ');
    const repeated = await checkedWith((line) => (line === 'UIDL' ? '+OK\r\n1 a\r\n2 a\r\n.\r\n' : null));
    expect(repeated.at(-1)?.detail).toContain('given twice');
  });

  it('warns when the server refuses a second session so soon', async () => {
    let sessions = 0;
    const steps = await checkedWith((line) =>
      line.startsWith('PASS') && sessions++ > 0 ? '-ERR [LOGIN-DELAY] wait\r\n' : null,
    );
    expect(steps.at(-1)).toMatchObject({ step: 'unique-ids', outcome: 'warning' });
  });
});
