import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DEFAULT_POP_LIMITS } from '../../src/mailbox/pop3/pop-limits.js';
import { PopSession } from '../../src/mailbox/pop3/pop-session.js';
import { startFaultServer, type ServerConnection } from '../support/pop3-fault-server.js';
import { TLS_CERTIFICATE_FILE } from '../support/tls-files.js';
import { ACCOUNT, failureOf, IMPATIENT, serve, wholeSession } from './session-kit.js';

describe('what is written', () => {
  it.each(['user', 'password'] as const)('never has a line break out of the %s', async (field) => {
    const server = await startFaultServer((connection) => serve(connection));
    const account = { ...ACCOUNT, [field]: 'x\r\nDELE 1' };
    const opened = PopSession.open({ host: '127.0.0.1', port: server.port, security: 'none' }, account, IMPATIENT);
    expect((await failureOf(opened)).kind).toBe('usage');
    expect(server.received.join()).not.toContain('DELE');
  });

  it('keeps the spaces of a password', async () => {
    const server = await startFaultServer((connection) => serve(connection));
    const account = { ...ACCOUNT, password: '  spaces  ' };
    const endpoint = { host: '127.0.0.1', port: server.port, security: 'none' } as const;
    (await PopSession.open(endpoint, account, IMPATIENT)).drop();
    expect(server.received).toContain('PASS   spaces  ');
  });

  it.each([
    ['refuses', `-ERR unknown command PASS ${ACCOUNT.password}\r\n`],
    ['answers', `PASS ${ACCOUNT.password}\r\n`],
  ])('is not in the error when the server repeats what it %s', async (_what, answer) => {
    const server = await startFaultServer((connection) =>
      serve(connection, (verb) => {
        if (verb === 'PASS') connection.write(answer);
        return verb === 'PASS';
      }),
    );
    const error = await failureOf(wholeSession(server.port));
    expect(`${error.message} ${error.stack ?? ''} ${JSON.stringify(error)}`).not.toContain(ACCOUNT.password);
  });
});

describe('STLS', () => {
  const open = (port: number) => {
    const tlsOptions = { ca: readFileSync(TLS_CERTIFICATE_FILE) };
    return PopSession.open({ host: '127.0.0.1', port, security: 'starttls', tlsOptions }, ACCOUNT, IMPATIENT);
  };
  const answering = (act: (connection: ServerConnection) => void) =>
    startFaultServer((connection) =>
      serve(connection, (verb) => {
        if (verb === 'STLS') act(connection);
        return verb === 'STLS';
      }),
    );

  it('goes before everything else', async () => {
    const server = await answering((connection) => {
      connection.write('+OK\r\n');
      connection.startTls();
    });
    const session = await open(server.port);
    await session.quit();
    expect(server.received).toEqual(['STLS', `USER ${ACCOUNT.user}`, `PASS ${ACCOUNT.password}`, 'CAPA', 'QUIT']);
  });

  it.each([
    [
      'refuses',
      'tls',
      (connection: ServerConnection) => {
        connection.write('-ERR no TLS here\r\n');
      },
    ],
    ['says nothing', 'timeout', () => undefined],
    [
      'hangs up',
      'closed',
      (connection: ServerConnection) => {
        connection.end();
      },
    ],
    [
      'agrees, but begins no TLS',
      'timeout',
      (connection: ServerConnection) => {
        connection.write('+OK\r\n');
      },
    ],
    [
      'agrees and hangs up',
      'tls',
      (connection: ServerConnection) => {
        connection.write('+OK\r\n');
        connection.end();
      },
    ],
    [
      'goes on in clear text with whole lines',
      'protocol',
      (connection: ServerConnection) => {
        connection.write('+OK\r\n+OK\r\n+OK\r\n');
      },
    ],
    [
      'goes on in clear text with part of a line',
      'protocol',
      (connection: ServerConnection) => {
        connection.write('+OK\r\n+O');
      },
    ],
  ])('to a server that %s ends the session with nothing said in clear text', async (_what, kind, act) => {
    const server = await answering(act);
    expect((await failureOf(open(server.port))).kind).toBe(kind);
    expect(server.received.filter((line) => /USER|PASS/.test(line))).toEqual([]);
  });
});

describe('opening', () => {
  it('fails where nobody listens', async () => {
    const opened = PopSession.open({ host: '127.0.0.1', port: 1, security: 'none' }, ACCOUNT, IMPATIENT);
    expect((await failureOf(opened)).kind).toBe('connect');
  });

  it('fails with TLS where the server has none', async () => {
    const server = await startFaultServer((connection) => serve(connection));
    const opened = PopSession.open({ host: '127.0.0.1', port: server.port, security: 'implicit' }, ACCOUNT, IMPATIENT);
    expect((await failureOf(opened)).kind).toBe('tls');
    expect(server.received.join()).not.toContain('USER');
  });

  it.each(['-', 'USER', 'PASS'])('is stopped by the signal while the answer to %s is due', async (stage) => {
    const stop = new AbortController();
    const server = await startFaultServer((connection) =>
      serve(connection, (verb) => {
        if (verb === stage) stop.abort();
        return verb === stage;
      }),
    );
    const endpoint = { host: '127.0.0.1', port: server.port, security: 'none' } as const;
    const error = await failureOf(PopSession.open(endpoint, ACCOUNT, DEFAULT_POP_LIMITS, stop.signal));
    expect(error.kind).toBe('aborted');
  });
});
