import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { DEFAULT_POP_LIMITS } from '../../src/mailbox/pop3/pop-limits.js';
import type { PopEndpoint } from '../../src/mailbox/pop3/pop-endpoint.js';
import { PopSession } from '../../src/mailbox/pop3/pop-session.js';
import { DOVECOT_MISSING, startDovecot, type Dovecot } from '../support/dovecot.js';
import { TLS_CERTIFICATE_FILE } from '../support/tls-files.js';

const CERTIFICATE = readFileSync(TLS_CERTIFICATE_FILE);
const why = DOVECOT_MISSING === null ? '' : ` (skipped: ${DOVECOT_MISSING})`;

/** What a mail store leaves alone: Dovecot makes every lone LF a CRLF. */
const NASTY_MAILS = [
  Buffer.from('Subject: plain\r\n\r\nA line\r\n'),
  Buffer.from('Subject: dots\r\n\r\n.\r\n..\r\n.a\r\n...\r\n'),
  Buffer.from('Subject: no body\r\n'),
  Buffer.concat([
    Buffer.from('\r\n'),
    Buffer.from(Array.from({ length: 256 }, (_, byte) => (byte === 10 ? 11 : byte))),
    Buffer.from('\r\n'),
  ]),
  Buffer.from(`Subject: a long line\r\n\r\n${'x'.repeat(200_000)}\r\n`),
  Buffer.from(`Subject: dot lines\r\n\r\n${'.\r\n'.repeat(50_000)}`),
  Buffer.from('Subject: lone CR\r\n\r\na\rb\r\r\nc\r\n'),
  Buffer.from('Subject: large\r\n\r\n' + 'A line of text that is repeated very often.\r\n'.repeat(60_000)),
];

describe.skipIf(DOVECOT_MISSING !== null)(`a session with Dovecot${why}`, () => {
  let dovecot: Dovecot;
  beforeAll(async () => {
    dovecot = await startDovecot();
  });
  afterAll(() => dovecot.stop());

  const endpoints: readonly [string, () => PopEndpoint][] = [
    ['in clear text', () => ({ host: dovecot.host, port: dovecot.port, security: 'none' })],
    [
      'secured by STLS',
      () => ({ host: dovecot.host, port: dovecot.port, security: 'starttls', tlsOptions: { ca: CERTIFICATE } }),
    ],
    [
      'under TLS from the first byte',
      () => ({ host: 'localhost', port: dovecot.tlsPort, security: 'implicit', tlsOptions: { ca: CERTIFICATE } }),
    ],
  ];

  it.each(endpoints)('%s retrieves every mail byte by byte, and deletes at QUIT', async (_how, endpoint) => {
    const account = dovecot.fill('nasty', NASTY_MAILS);
    const session = await PopSession.open(endpoint(), account, DEFAULT_POP_LIMITS);
    expect(session.capabilities.has('PIPELINING')).toBe(true);
    const { mails, uidlsAreUnique } = await session.list();
    expect(uidlsAreUnique).toBe(true);
    const retrieved = await Promise.all(mails.map((mail) => session.retrieve(mail)));
    expect(retrieved.map((bytes, index) => bytes.equals(NASTY_MAILS[index] ?? bytes.subarray(1)))).toEqual(
      NASTY_MAILS.map(() => true),
    );
    await Promise.all(mails.map((mail) => session.delete(mail)));
    expect(dovecot.count('nasty')).toBe(NASTY_MAILS.length);
    await session.quit();
    expect(dovecot.count('nasty')).toBe(0);
  });

  it('deletes nothing when the connection is dropped, or the deletions are taken back', async () => {
    const account = dovecot.fill('kept', NASTY_MAILS);
    const [, endpoint] = endpoints[0] ?? [];
    if (endpoint === undefined) return;
    const dropped = await PopSession.open(endpoint(), account, DEFAULT_POP_LIMITS);
    const { mails } = await dropped.list();
    await Promise.all(mails.map((mail) => dropped.delete(mail)));
    dropped.drop();
    const taken = await PopSession.open(endpoint(), account, DEFAULT_POP_LIMITS);
    await Promise.all((await taken.list()).mails.map((mail) => taken.delete(mail)));
    await taken.reset();
    await taken.quit();
    expect(dovecot.count('kept')).toBe(NASTY_MAILS.length);
  });

  it('is not opened without the authority that signed the certificate, nor for another name', async () => {
    const account = dovecot.fill('secured', []);
    const open = (endpoint: PopEndpoint) => PopSession.open(endpoint, account, DEFAULT_POP_LIMITS);
    const { host, port } = dovecot;
    await expect(open({ host, port, security: 'starttls' })).rejects.toMatchObject({ kind: 'tls' });
    const tlsOptions = { ca: CERTIFICATE, servername: 'mail.example.com' };
    await expect(open({ host, port, security: 'starttls', tlsOptions })).rejects.toMatchObject({ kind: 'tls' });
  });
});

describe.skipIf(DOVECOT_MISSING !== null)(`a wrong password${why}`, () => {
  // A Dovecot of its own: it makes an address that guesses passwords wait.
  let dovecot: Dovecot;
  beforeAll(async () => {
    dovecot = await startDovecot();
  });
  afterAll(() => dovecot.stop());

  it('is refused after a single attempt, and not repeated in the error', async () => {
    const { user } = dovecot.fill('guessed', []);
    const { host, port } = dovecot;
    const password = 'not the password';
    const opened = PopSession.open({ host, port, security: 'none' }, { user, password }, DEFAULT_POP_LIMITS);
    const error: unknown = await opened.catch((reason: unknown) => reason);
    expect(error).toMatchObject({ kind: 'refused', verb: 'PASS', responseCode: 'AUTH', code: 'pop3-refused-auth' });
    expect(JSON.stringify(error) + String(error)).not.toContain(password);
    await vi.waitFor(() => {
      expect(dovecot.log().match(/auth failed, 1 attempts/g)).toHaveLength(1);
    });
  });
});
