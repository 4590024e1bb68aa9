import { Pop3Dialogue } from '../../src/demo/pop3-dialogue.js';
import type { Maildrop, ServedMail } from '../../src/demo/pop3-maildrop.js';
import type { Pop3MailboxOptions } from '../../src/mailbox/index.js';
import { startFaultServer, type FaultServer, type ServerConnection } from './pop3-fault-server.js';

export const PASSWORD = 'a secret nobody logs';

export interface MaildropServer extends FaultServer {
  readonly maildrop: Maildrop;
  /** How to collect from it. */
  options(changes?: Partial<Pop3MailboxOptions>): Pop3MailboxOptions;
  /** How often clients sent each verb. */
  count(verb: string): number;
}

/** Answers a line in place of the server; null leaves the answer to the server. */
export type Interference = (line: string, connection: ServerConnection, maildrop?: Maildrop) => string | Buffer | null;

/** A mailbox that is served correctly, except for what `interfere` does. */
export async function startMaildropServer(
  mails: readonly (ServedMail | Buffer)[],
  interfere: Interference = () => null,
): Promise<MaildropServer> {
  const served = mails.map((mail, index) => (Buffer.isBuffer(mail) ? { uidl: `uid-${index}`, bytes: mail } : mail));
  const account = { user: 'reader', password: PASSWORD, mails: served };
  const maildrop: Maildrop = { account, mails: served, isLocked: false };
  const server = await startFaultServer(async (connection) => {
    const dialogue = new Pop3Dialogue(maildrop);
    connection.write(dialogue.greeting);
    for (let line = await connection.line(); line !== null; line = await connection.line()) {
      connection.write(interfere(line, connection, maildrop) ?? dialogue.answer(line));
      if (dialogue.isOver) connection.end();
    }
    dialogue.abandon();
  });
  return {
    port: server.port,
    received: server.received,
    get connections() {
      return server.connections;
    },
    maildrop,
    count: (verb) => server.received.filter((line) => line.split(' ')[0] === verb).length,
    options: (changes = {}) => ({
      name: 'bounces',
      host: '127.0.0.1',
      effectivePort: server.port,
      tls: 'none',
      user: account.user,
      password: account.password,
      pollIntervalSeconds: 60,
      after: 'delete',
      maxMailBytes: 1024 * 1024,
      ...changes,
    }),
  };
}
