import { describe, expect, it } from 'vitest';
import { PopSession } from '../../src/mailbox/pop3/pop-session.js';
import { startFaultServer, type ServerConnection } from '../support/pop3-fault-server.js';
import { ACCOUNT, ANSWERS, failureOf, IMPATIENT, serve, STAGES, wholeSession } from './session-kit.js';

describe('a session', () => {
  it('runs to its end with a server that behaves', async () => {
    const server = await startFaultServer((connection) => serve(connection));
    const mail = Buffer.from('A\r\nB\r\n');
    expect(await wholeSession(server.port)).toEqual([mail, mail]);
  });

  it('is the same when every byte comes by itself', async () => {
    const server = await startFaultServer((connection) =>
      serve(connection, (verb) => {
        for (const byte of Buffer.from(ANSWERS[verb] ?? '')) connection.write(Buffer.from([byte]));
        return true;
      }),
    );
    const mail = Buffer.from('A\r\nB\r\n');
    expect(await wholeSession(server.port)).toEqual([mail, mail]);
  });

  describe.each(STAGES)('whose server, in place of its answer to %s,', (stage) => {
    const instead = (act: (connection: ServerConnection, answer: string) => void) =>
      startFaultServer((connection) =>
        serve(connection, (verb) => {
          if (verb === stage) act(connection, ANSWERS[verb] ?? '');
          return verb === stage;
        }),
      );
    const half = (answer: string) => answer.slice(0, Math.ceil(answer.length / 2));

    it.each([
      [
        'closes the connection',
        'closed',
        (connection: ServerConnection) => {
          connection.end();
        },
      ],
      [
        'breaks it off',
        'closed',
        (connection: ServerConnection) => {
          connection.reset();
        },
      ],
      ['says nothing', 'timeout', () => undefined],
      [
        'closes it in the middle',
        'closed',
        (connection: ServerConnection, answer: string) => {
          connection.write(half(answer));
          connection.end();
        },
      ],
      [
        'stops in the middle',
        'timeout',
        (connection: ServerConnection, answer: string) => {
          connection.write(half(answer));
        },
      ],
      [
        'speaks another protocol',
        'protocol',
        (connection: ServerConnection) => {
          connection.write('HTTP/1.1 400\r\n');
        },
      ],
    ])('%s ends with the error', async (_what, kind, act) => {
      const server = await instead(act);
      // A connection that is broken off at once may never have been one.
      const kinds = stage === '-' && kind === 'closed' ? ['closed', 'connect'] : [kind];
      expect(kinds).toContain((await failureOf(wholeSession(server.port))).kind);
    });

    it('refuses goes on where that is possible, and else ends with its words', async () => {
      const server = await instead((connection) => {
        connection.write('-ERR [SYS/TEMP] not now\r\n');
      });
      if (stage === 'CAPA' || stage === 'UIDL') {
        expect(await wholeSession(server.port)).toHaveLength(2);
        return;
      }
      const error = await failureOf(wholeSession(server.port));
      expect(error).toMatchObject({ kind: 'refused', responseCode: 'SYS/TEMP', reason: 'not now' });
      expect(error.verb).toBe(stage === '-' ? 'greeting' : stage);
    });
  });

  it('ends when the server feeds it bytes for longer than a session may last', async () => {
    const server = await startFaultServer((connection) =>
      serve(connection, (verb) => {
        if (verb !== 'RETR') return false;
        connection.write('+OK\r\n');
        const drip = setInterval(() => {
          connection.write('x');
        }, 20);
        void connection.line().then(() => {
          clearInterval(drip);
        });
        return true;
      }),
    );
    const limits = { ...IMPATIENT, replyMs: 5_000, sessionMs: 500 };
    expect((await failureOf(wholeSession(server.port, limits))).kind).toBe('timeout');
  });

  it('asks for one mail at a time unless the server announces PIPELINING', async () => {
    let mostAtOnce = 0;
    const server = await startFaultServer((connection) =>
      serve(connection, (verb) => {
        if (verb === 'CAPA') connection.write('+OK\r\nUIDL\r\n.\r\n');
        if (connection.hasMore()) mostAtOnce += 1;
        return verb === 'CAPA';
      }),
    );
    expect(await wholeSession(server.port)).toHaveLength(2);
    expect(mostAtOnce).toBe(0);
  });

  it('drops a mail that is larger than allowed, and goes on with the next', async () => {
    const server = await startFaultServer((connection) =>
      serve(connection, (verb) => {
        if (verb !== 'RETR' || server.received.filter((line) => line.startsWith('RETR')).length > 1) return false;
        connection.write(`+OK\r\n${'x'.repeat(500_000)}\r\n.\r\n`);
        return true;
      }),
    );
    const limits = { ...IMPATIENT, maxMailBytes: 1_000, windowMails: 1 };
    const session = await PopSession.open({ host: '127.0.0.1', port: server.port, security: 'none' }, ACCOUNT, limits);
    const { mails } = await session.list();
    const outcomes = await Promise.allSettled(mails.map((mail) => session.retrieve(mail)));
    expect(outcomes).toMatchObject([
      { status: 'rejected', reason: { kind: 'too-large' } },
      { status: 'fulfilled', value: Buffer.from('A\r\nB\r\n') },
    ]);
    session.drop();
  });
});
