import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { PopError, type PopErrorKind } from '../../src/mailbox/pop3/pop-error.js';
import { PopSession } from '../../src/mailbox/pop3/pop-session.js';
import { startFaultServer, type ServerConnection } from '../support/pop3-fault-server.js';
import { runNodePop3, type NodePop3Outcome } from './node-pop3-process.js';
import { ACCOUNT, ANSWERS, IMPATIENT, wholeSession } from './session-kit.js';

/** Pieces that each arrive as a network chunk of its own, and how the connection goes on after them. */
interface Answer {
  readonly pieces: readonly string[];
  readonly then?: 'close' | 'reset';
}

interface FaultRow {
  readonly fault: string;
  readonly verb: string;
  readonly answer: Answer;
  /** The mail, byte for byte as latin1, or the kind of error that ends the work. */
  readonly ours: { readonly mail: string } | { readonly error: PopErrorKind };
  readonly nodePop3: NodePop3Outcome;
}

const retr = (fault: string, pieces: readonly string[], mail: string, nodePop3: NodePop3Outcome): FaultRow => ({
  fault,
  verb: 'RETR',
  answer: { pieces },
  ours: { mail },
  nodePop3,
});
const values = (...mails: string[]): NodePop3Outcome => ({ values: mails });

const ROWS: readonly FaultRow[] = [
  retr('nothing at all', ['+OK\r\nA\r\nB\r\n.\r\n'], 'A\r\nB\r\n', values('A\r\nB')),
  retr('a line that begins with a dot', ['+OK\r\n..A\r\n.\r\n'], '.A\r\n', values('..A')),
  retr('bytes that are no UTF-8', ['+OK\r\nM\xfcller\r\n.\r\n'], 'M\xfcller\r\n', values('M\ufffdller')),
  retr('NUL as the first byte', ['+OK\r\n\0A\r\n.\r\n'], '\0A\r\n', 'never settles'),
  retr('a terminator in two chunks', ['+OK\r\nA\r\n.', '\r\n'], 'A\r\n', 'never settles'),
  retr('a chunk that is a lone dot', ['+OK\r\nA', '.', 'com\r\n.\r\n'], 'A.com\r\n', values('A')),
  retr('a chunk that is a dot and a line end', ['+OK\r\nA', '.\r\n', 'B\r\n.\r\n'], 'A.\r\nB\r\n', values('A')),
  retr('a status line in two chunks', ['+OK mail fol', 'lows\r\nA\r\n.\r\n'], 'A\r\n', values('OK mail follows\r\nA')),
  {
    fault: '-ERR in two chunks',
    verb: 'RETR',
    answer: { pieces: ['-', 'ERR damaged\r\n'] },
    ours: { error: 'refused' },
    // The words of the refusal are lost, and their rest is taken for what comes next.
    nodePop3: { refused: '' },
  },
  {
    fault: 'an end (FIN) in the middle of a mail',
    verb: 'RETR',
    answer: { pieces: ['+OK\r\nA'], then: 'close' },
    ours: { error: 'closed' },
    nodePop3: 'never settles',
  },
  {
    fault: 'a break (RST) in the middle of a mail',
    verb: 'RETR',
    answer: { pieces: ['+OK\r\nA'], then: 'reset' },
    ours: { error: 'closed' },
    nodePop3: 'ends the process',
  },
  {
    fault: 'silence in the middle of a mail',
    verb: 'RETR',
    answer: { pieces: ['+OK\r\nA'] },
    ours: { error: 'timeout' },
    nodePop3: 'never settles',
  },
  {
    fault: 'silence in place of a status line',
    verb: 'RETR',
    answer: { pieces: [] },
    ours: { error: 'timeout' },
    nodePop3: 'never settles',
  },
  {
    fault: '-ERR as the greeting',
    verb: '-',
    answer: { pieces: ['-ERR [SYS/TEMP] not now\r\n'] },
    ours: { error: 'refused' },
    nodePop3: 'ends the process',
  },
];

/** One mail is listed; every command but the row's is answered as it should be. */
async function serveRow(
  { verb: faulty, answer }: Pick<FaultRow, 'verb' | 'answer'>,
  connection: ServerConnection,
  pace: () => Promise<unknown>,
) {
  const answers: Readonly<Record<string, string>> = {
    ...ANSWERS,
    UIDL: '+OK\r\n1 a\r\n.\r\n',
    LIST: '+OK\r\n1 6\r\n.\r\n',
  };
  for (let verb: string | undefined = '-'; verb !== undefined; verb = (await connection.line())?.split(' ')[0]) {
    if (verb !== faulty) {
      connection.write(answers[verb] ?? '-ERR unknown\r\n');
      continue;
    }
    for (const piece of answer.pieces) {
      connection.write(Buffer.from(piece, 'latin1'));
      await pace();
    }
    if (answer.then === 'close') connection.end();
    if (answer.then === 'reset') connection.reset();
  }
}

describe.each(ROWS)('with $fault', (row) => {
  it('the wire gives the mail byte for byte, or says what went wrong', async () => {
    const server = await startFaultServer((connection) => serveRow(row, connection, () => sleep(5)));
    const outcome = await wholeSession(server.port).then(
      ([mail]) => ({ mail: mail?.toString('latin1') }),
      (error: unknown) => ({ error: error instanceof PopError ? error.kind : error }),
    );
    expect(outcome).toEqual(row.ours);
  });

  it('node-pop3 does what the decision against its transport rests on', async () => {
    // Before it has signed in nothing tells when a chunk was read.
    const paces: { chunk: () => Promise<unknown> } = { chunk: () => sleep(50) };
    const server = await startFaultServer((connection) => serveRow(row, connection, () => paces.chunk()));
    const nodePop3 = runNodePop3(server.port, 'retrieve');
    if (row.verb === 'RETR') paces.chunk = () => nodePop3.chunk();
    expect(await nodePop3.outcome).toEqual(row.nodePop3);
  });
});

describe('node-pop3, besides,', () => {
  const behaved = (answers: Readonly<Record<string, string>> = {}) =>
    startFaultServer(async (connection) => {
      for (let line: string | null = '-'; line !== null; line = await connection.line()) {
        const [verb = ''] = line.split(' ');
        connection.write(answers[line] ?? answers[verb] ?? ANSWERS[verb] ?? '-ERR unknown\r\n');
      }
    });
  const signInHere = async (port: number, password: string) => {
    const endpoint = { host: '127.0.0.1', port, security: 'none' } as const;
    const session = await PopSession.open(endpoint, { ...ACCOUNT, password }, IMPATIENT);
    session.drop();
    return session;
  };

  it('gives two mails asked for at once each other’s bytes', async () => {
    const mails = { 'RETR 1': '+OK\r\none\r\n.\r\n', 'RETR 2': '+OK\r\ntwo\r\n.\r\n' };
    const server = await behaved(mails);
    expect(await wholeSession(server.port)).toEqual([Buffer.from('one\r\n'), Buffer.from('two\r\n')]);
    const outcome = await runNodePop3(server.port, 'retrieve two at once').outcome;
    expect(outcome).not.toEqual(values('one', 'two'));
  });

  it('ends the process when the server says -ERR to an idle client and closes', async () => {
    const startIdleServer = (lastVerb: string, gone: () => void = () => undefined) =>
      startFaultServer(async (connection) => {
        for (let verb: string | undefined = '-'; verb !== undefined; verb = (await connection.line())?.split(' ')[0]) {
          connection.write(ANSWERS[verb] ?? '-ERR unknown\r\n');
          if (verb !== lastVerb) continue;
          // The client has to have read its answer: idle is who waits for none.
          await sleep(50);
          connection.write('-ERR idle\r\n');
          await connection.line();
          gone();
          connection.end();
        }
      });
    const { promise: gone, resolve } = Promise.withResolvers<undefined>();
    const server = await startIdleServer('CAPA', () => {
      resolve(undefined);
    });
    const endpoint = { host: '127.0.0.1', port: server.port, security: 'none' } as const;
    const session = await PopSession.open(endpoint, ACCOUNT, IMPATIENT);
    await gone;
    await expect(session.list()).rejects.toMatchObject({ kind: 'closed', verb: 'LIST' });
    const other = await startIdleServer('PASS');
    expect(await runNodePop3(other.port, 'be idle').outcome).toBe('ends the process');
  });

  it('loses the list of capabilities', async () => {
    const server = await behaved();
    expect([...(await signInHere(server.port, 'secret')).capabilities]).toEqual(['PIPELINING', 'UIDL']);
    expect(await runNodePop3(server.port, 'capabilities').outcome).toEqual(values('no list'));
  });

  it('takes the challenge of a refused token for success', async () => {
    const server = await behaved({ AUTH: '+ eyJzdGF0dXMiOiI0MDEifQ==\r\n' });
    expect(await runNodePop3(server.port, 'xoauth2').outcome).toHaveProperty('values');
  });

  it('writes a line break of a password as a further command', async () => {
    const server = await behaved();
    await expect(signInHere(server.port, 'secret\r\nDELE 1')).rejects.toMatchObject({ kind: 'usage' });
    expect(server.received).not.toContain('DELE 1');
    await runNodePop3(server.port, 'retrieve', 'secret\r\nDELE 1').outcome;
    expect(server.received).toContain('DELE 1');
  });

  it('cuts spaces from the end of a password', async () => {
    const server = await behaved();
    await signInHere(server.port, 'secret  ');
    expect(server.received).toContain('PASS secret  ');
    const other = await behaved();
    await runNodePop3(other.port, 'retrieve', 'secret  ').outcome;
    expect(other.received).toContain('PASS secret');
  });

  it('leaves a listener behind with each refused command', async () => {
    const server = await behaved({ DELE: '-ERR no\r\n' });
    expect(await runNodePop3(server.port, 'be refused eleven times').outcome).toEqual(values('11'));
  });
});
