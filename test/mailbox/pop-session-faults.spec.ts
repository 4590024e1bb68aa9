import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PopError } from '../../src/mailbox/pop3/pop-error.js';
import { DEFAULT_POP_LIMITS, type PopLimits } from '../../src/mailbox/pop3/pop-limits.js';
import { PopSession } from '../../src/mailbox/pop3/pop-session.js';
import { startFaultServer, type ServerConnection } from '../support/pop3-fault-server.js';
import { TLS_CERTIFICATE_FILE } from '../support/tls-files.js';

const ACCOUNT = { user: 'reader', password: 'the very secret' };
const SHORT_MS = 150;
/** Short enough for a test that waits for silence, and long enough for a busy machine to answer. */
const IMPATIENT: PopLimits = {
  ...DEFAULT_POP_LIMITS,
  connectMs: SHORT_MS * 10,
  greetingMs: SHORT_MS,
  replyMs: SHORT_MS,
  signInMs: SHORT_MS,
  quitMs: SHORT_MS,
};

/** What a well-behaved server answers; `-` stands for the greeting. */
const ANSWERS: Readonly<Record<string, string>> = {
  '-': '+OK hello\r\n',
  USER: '+OK\r\n',
  PASS: '+OK\r\n',
  CAPA: '+OK\r\nPIPELINING\r\nUIDL\r\n.\r\n',
  UIDL: '+OK\r\n1 a\r\n2 b\r\n.\r\n',
  LIST: '+OK\r\n1 6\r\n2 6\r\n.\r\n',
  RETR: '+OK\r\nA\r\nB\r\n.\r\n',
  DELE: '+OK\r\n',
  RSET: '+OK\r\n',
  QUIT: '+OK bye\r\n',
};
const STAGES = Object.keys(ANSWERS);

/** Answers every line; `answer` may do it otherwise and returns true when it did. */
async function serve(
  connection: ServerConnection,
  answer: (verb: string, connection: ServerConnection) => boolean = () => false,
): Promise<void> {
  for (let verb: string | undefined = '-'; verb !== undefined; verb = (await connection.line())?.split(' ')[0]) {
    if (!answer(verb, connection)) connection.write(ANSWERS[verb] ?? '-ERR unknown\r\n');
  }
}

/** A whole session: every command at least once, the mails asked for together. Settles in any case. */
async function wholeSession(port: number, limits = IMPATIENT): Promise<readonly Buffer[]> {
  const session = await PopSession.open({ host: '127.0.0.1', port, security: 'none' }, ACCOUNT, limits);
  try {
    const { mails } = await session.list();
    const retrieved = await Promise.allSettled(mails.map((mail) => session.retrieve(mail)));
    await Promise.all(mails.map((mail) => session.delete(mail)));
    await session.reset();
    await session.quit();
    return retrieved.map((each) => {
      if (each.status === 'rejected') throw each.reason;
      return each.value;
    });
  } finally {
    session.drop();
  }
}

async function failureOf(work: Promise<unknown>): Promise<PopError> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(PopError);
  return error as PopError;
}

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
