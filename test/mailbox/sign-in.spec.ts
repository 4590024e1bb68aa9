import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { collectMailbox, ledgerCustody, type Pop3MailboxOptions } from '../../src/mailbox/index.js';
import { AccessTokens, type OAuthOptions } from '../../src/mailbox/oauth/index.js';
import { DEFAULT_POP_LIMITS } from '../../src/mailbox/pop3/pop-limits.js';
import { PopSession } from '../../src/mailbox/pop3/pop-session.js';
import type { PopCredentials } from '../../src/mailbox/pop3/sign-in.js';
import { startFaultServer, type FaultServer, type ServerConnection } from '../support/pop3-fault-server.js';
import { eventsOf, NOW, temporaryLedger } from '../support/temporary-ledger.js';
import { startTokenEndpoint } from '../support/token-endpoint.js';

const USER = 'bounces@example.net';
const PASSWORD = 'pässword with = and spaces ';
const TIMESTAMP = '<1896.697170952@dbc.mtview.ca.us>';

/** A server that lets those in whom `allows` accepts; an empty mailbox once signed in. */
function startServer(exchange: (line: string, connection: ServerConnection) => Promise<boolean>): Promise<FaultServer> {
  return startFaultServer(async (connection) => {
    connection.write(`+OK ready ${TIMESTAMP}\r\n`);
    for (let line = await connection.line(); line !== null; line = await connection.line()) {
      if (await exchange(line, connection)) continue;
      const isList = ['CAPA', 'LIST', 'UIDL'].includes(line);
      connection.write(isList ? '+OK\r\n.\r\n' : line === 'QUIT' ? '+OK\r\n' : '-ERR unknown\r\n');
    }
  });
}

/** AUTH with a mechanism; what the client responds is judged by `accepts`, a refusal is told as `refusal` wants. */
function startSaslServer(
  mechanism: string,
  accepts: (response: string) => boolean,
  refusal = '-ERR [AUTH] no\r\n',
): Promise<FaultServer> {
  return startServer(async (line, connection) => {
    if (line !== `AUTH ${mechanism}`) return false;
    connection.write('+ \r\n');
    const response = Buffer.from((await connection.line()) ?? '', 'base64').toString();
    connection.write(accepts(response) ? '+OK\r\n' : refusal);
    if (!accepts(response) && refusal.startsWith('+')) {
      expect(await connection.line()).toBe('');
      connection.write('-ERR [AUTH] refused\r\n');
    }
    return true;
  });
}

const open = ({ port }: FaultServer, credentials: PopCredentials) =>
  PopSession.open({ host: '127.0.0.1', port, security: 'none' }, credentials, DEFAULT_POP_LIMITS);

async function failureOf(work: Promise<unknown>): Promise<Error> {
  const failure: unknown = await work.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(failure instanceof Error)) throw new Error('it did not fail');
  return failure;
}

const xoauth2 = (token: string) => `user=${USER}\x01auth=Bearer ${token}\x01\x01`;
const challenge = (json: string) => `+ ${Buffer.from(json).toString('base64')}\r\n`;

describe('APOP', () => {
  const apop = { user: USER, password: PASSWORD, signIn: 'apop' } as const;

  it('sends a digest of the greeting and the password, never the password', async () => {
    const digest = createHash('md5').update(`${TIMESTAMP}${PASSWORD}`).digest('hex');
    const server = await startServer((line, connection) => {
      if (line === `APOP ${USER} ${digest}`) connection.write('+OK\r\n');
      return Promise.resolve(line.startsWith('APOP'));
    });
    (await open(server, apop)).drop();
    expect(server.received[0]).toBe(`APOP ${USER} ${digest}`);
  });

  it.each(['ready', 'ready <no timestamp>', 'ready <a@>'])(
    'is not replaced by a password when the server says %j',
    async (words) => {
      const server = await startFaultServer(async (connection) => {
        connection.write(`+OK ${words}\r\n`);
        await connection.line();
      });
      expect(await failureOf(open(server, apop))).toMatchObject({ kind: 'refused', verb: 'APOP' });
      expect(server.received).toEqual([]);
    },
  );
});

describe('SASL PLAIN', () => {
  const plain = { user: USER, password: PASSWORD, signIn: 'sasl-plain' } as const;

  it('sends user and password as UTF-8 once the server has asked for them', async () => {
    const server = await startSaslServer('PLAIN', (response) => response === `\0${USER}\0${PASSWORD}`);
    (await open(server, plain)).drop();
    expect(server.received[0]).toBe('AUTH PLAIN');
  });

  it('tells a refusal, and neither the password nor its encoding, though the server repeats both', async () => {
    const encoded = Buffer.from(`\0${USER}\0${PASSWORD}`).toString('base64');
    const server = await startSaslServer('PLAIN', () => false, `-ERR [AUTH] not ${encoded} or ${PASSWORD}\r\n`);
    const failure = await failureOf(open(server, plain));
    expect(failure).toMatchObject({ kind: 'refused', verb: 'AUTH', responseCode: 'AUTH' });
    expect(failure.message).not.toContain(encoded);
    expect(failure.message).not.toContain(PASSWORD);
  });

  it('is refused where the server does not know it, with nothing secret sent', async () => {
    const server = await startServer(() => Promise.resolve(false));
    expect(await failureOf(open(server, plain))).toMatchObject({ kind: 'refused', verb: 'AUTH' });
    expect(server.received).toEqual(['AUTH PLAIN']);
  });

  it.each(['+OK\r\n', '+ \r\n+ \r\n'])('is no sign-in when the server says %j', async (words) => {
    const server = await startServer((line, connection) => {
      connection.write(line.startsWith('AUTH') ? words : '+OK\r\n');
      return Promise.resolve(true);
    });
    expect(await failureOf(open(server, plain))).toMatchObject({ kind: 'protocol' });
  });
});

describe('XOAUTH2', () => {
  const options = (url: string, changes: Partial<OAuthOptions> = {}): OAuthOptions => ({
    tokenUrl: url,
    clientId: 'client',
    clientSecret: 'the client secret',
    scope: 'pop',
    ...changes,
  });
  const granted = (token: string, more: object = {}) => ({ body: { access_token: token, expires_in: 3600, ...more } });

  it.each([
    [
      'the right of the client itself, as Office 365 wants it',
      {},
      { grant_type: 'client_credentials', client_id: 'client', client_secret: 'the client secret', scope: 'pop' },
    ],
    [
      'a refresh token, as Gmail wants it',
      { refreshToken: 'refresh' },
      {
        ...{ grant_type: 'refresh_token', client_id: 'client', client_secret: 'the client secret', scope: 'pop' },
        refresh_token: 'refresh',
      },
    ],
  ])('signs in with a token that it obtains by %s', async (_how, changes, request) => {
    const endpoint = await startTokenEndpoint(() => granted('token-1'));
    const server = await startSaslServer('XOAUTH2', (response) => response === xoauth2('token-1'));
    const tokens = new AccessTokens(options(endpoint.url, changes), () => NOW);
    for (let time = 0; time < 3; time++) (await open(server, { user: USER, signIn: 'xoauth2', tokens })).drop();
    expect(endpoint.requests).toEqual([request]);
  });

  it('obtains a new token shortly before the old one ends, with the refresh token given last', async () => {
    const endpoint = await startTokenEndpoint((request) => granted(`t${request}`, { refresh_token: `r${request}` }));
    let now = NOW.getTime();
    const tokens = new AccessTokens(options(endpoint.url, { refreshToken: 'r' }), () => new Date(now));
    const obtained: string[] = [];
    for (const minutes of [0, 54, 2]) {
      now += minutes * 60_000;
      obtained.push((await tokens.current()).accessToken);
    }
    expect(obtained).toEqual(['t0', 't0', 't1']);
    expect(endpoint.requests.map((request) => request['refresh_token'])).toEqual(['r', 'r0']);
  });

  it('renews a token that is refused before its time, in the same session', async () => {
    const endpoint = await startTokenEndpoint((request) => granted(`token-${request}`));
    let good = 'token-0';
    const server = await startSaslServer(
      'XOAUTH2',
      (response) => response === xoauth2(good),
      challenge('{"status":"401"}'),
    );
    const tokens = new AccessTokens(options(endpoint.url), () => NOW);
    const credentials = { user: USER, signIn: 'xoauth2', tokens } as const;
    (await open(server, credentials)).drop();
    good = 'token-1';
    (await open(server, credentials)).drop();
    expect(endpoint.requests).toHaveLength(2);
    expect(server.connections).toBe(2);
  });

  it.each([
    [
      'with the status of the challenge',
      '{"status":"400","schemes":"Bearer"}',
      'the access token was refused (status 400)',
    ],
    ['with the words of the refusal where the challenge is no JSON', 'no json', 'refused'],
    ['with no more of the challenge than a status', '{"status":"x\\r\\nforged"}', 'refused'],
  ])('answers a refusal and tells it %s', async (_what, json, reason) => {
    const endpoint = await startTokenEndpoint(() => granted('token'));
    const server = await startSaslServer('XOAUTH2', () => false, challenge(json));
    const tokens = new AccessTokens(options(endpoint.url), () => NOW);
    const failure = await failureOf(open(server, { user: USER, signIn: 'xoauth2', tokens }));
    expect(failure).toMatchObject({ kind: 'refused', verb: 'AUTH', responseCode: 'AUTH', reason });
    expect(endpoint.requests).toHaveLength(1);
  });

  it.each([
    [
      'refuses',
      { status: 401, body: { error: 'invalid_client', error_description: 'the client secret is wrong' } },
      'oauth-refused',
    ],
    ['is overloaded', { status: 503, body: '' }, 'oauth-unavailable'],
    ['limits the rate', { status: 429, body: {} }, 'oauth-unavailable'],
    ['answers with no token', { body: {} }, 'oauth-unavailable'],
    ['answers with a token that would end the line', { body: { access_token: 'a\r\nDELE 1' } }, 'oauth-unavailable'],
    ['sends elsewhere', { status: 307, body: {} }, 'oauth-unavailable'],
    ['answers without end', { body: 'x'.repeat(1_000_000) }, 'oauth-unavailable'],
    ['answers what is no JSON', { body: '<html>' }, 'oauth-unavailable'],
  ])('fails with no secret told when the token endpoint %s', async (_what, answer, code) => {
    const endpoint = await startTokenEndpoint(() => answer);
    const server = await startSaslServer('XOAUTH2', () => true);
    const given = await temporaryLedger();
    const mailbox: Pop3MailboxOptions = {
      ...{ name: 'bounces', host: '127.0.0.1', effectivePort: server.port, tls: 'none', user: USER },
      ...{ oauth: options(endpoint.url), pollIntervalSeconds: 60, after: 'keep', maxMailBytes: 1024 },
    };
    const parts = {
      intake: given.intake,
      seen: { receivedAt: () => null },
      custody: ledgerCustody(given.ledger),
      clock: () => NOW,
    };
    const report = await collectMailbox(mailbox, parts);
    expect(report.error?.code).toBe(code);
    expect(JSON.stringify([report, await eventsOf(given.ledger.store)])).not.toContain('the client secret');
    expect(server.received).toEqual([]);
    expect(endpoint.requests).toHaveLength(1);
  });
});
