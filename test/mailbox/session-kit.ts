import { expect } from 'vitest';
import { PopError } from '../../src/mailbox/pop3/pop-error.js';
import { DEFAULT_POP_LIMITS, type PopLimits } from '../../src/mailbox/pop3/pop-limits.js';
import { PopSession } from '../../src/mailbox/pop3/pop-session.js';
import type { ServerConnection } from '../support/pop3-fault-server.js';

export const ACCOUNT = { user: 'reader', password: 'the very secret' };
const SHORT_MS = 150;
/** Short enough for a test that waits for silence, and long enough for a busy machine to answer. */
export const IMPATIENT: PopLimits = {
  ...DEFAULT_POP_LIMITS,
  connectMs: SHORT_MS * 10,
  greetingMs: SHORT_MS,
  replyMs: SHORT_MS,
  signInMs: SHORT_MS,
  quitMs: SHORT_MS,
};

/** What a well-behaved server answers; `-` stands for the greeting. */
export const ANSWERS: Readonly<Record<string, string>> = {
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
export const STAGES = Object.keys(ANSWERS);

/** Answers every line; `answer` may do it otherwise and returns true when it did. */
export async function serve(
  connection: ServerConnection,
  answer: (verb: string, connection: ServerConnection) => boolean = () => false,
): Promise<void> {
  for (let verb: string | undefined = '-'; verb !== undefined; verb = (await connection.line())?.split(' ')[0]) {
    if (!answer(verb, connection)) connection.write(ANSWERS[verb] ?? '-ERR unknown\r\n');
  }
}

/** A whole session: every command at least once, the mails asked for together. Settles in any case. */
export async function wholeSession(port: number, limits = IMPATIENT): Promise<readonly Buffer[]> {
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

export async function failureOf(work: Promise<unknown>): Promise<PopError> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(PopError);
  return error as PopError;
}
