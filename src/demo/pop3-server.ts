import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { Pop3Dialogue } from './pop3-dialogue.js';
import type { Maildrop, Pop3Account, ServedMail } from './pop3-maildrop.js';

/**
 * A small POP3 server (RFC 1939, with CAPA and PIPELINING of RFC 2449) for one account, on a free port of 127.0.0.1.
 */
export class Pop3Server {
  readonly #connections = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly maildrop: Maildrop,
  ) {}

  static start(account: Pop3Account): Promise<Pop3Server> {
    return new Promise((resolve, reject) => {
      const maildrop: Maildrop = { account, mails: account.mails, isLocked: false };
      const server = createServer({ noDelay: true });
      const started = new Pop3Server(server, maildrop);
      server.on('connection', (socket) => {
        started.#serve(socket);
      });
      server.once('error', reject).listen(0, '127.0.0.1', () => {
        resolve(started);
      });
    });
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** What is in the mailbox now. */
  get mails(): readonly ServedMail[] {
    return this.maildrop.mails;
  }

  /** Ends every session without its deletions, and stops listening. */
  close(): Promise<void> {
    for (const socket of this.#connections) socket.destroy();
    return new Promise((resolve) => {
      this.server.close(() => {
        resolve();
      });
    });
  }

  #serve(socket: Socket): void {
    this.#connections.add(socket);
    const dialogue = new Pop3Dialogue(this.maildrop);
    socket.on('error', () => {
      // The client went away; 'close' follows.
    });
    socket.once('close', () => {
      this.#connections.delete(socket);
      dialogue.abandon();
    });
    socket.write(dialogue.greeting);
    const lines = createInterface({ input: socket, crlfDelay: Infinity });
    lines.on('line', (line) => {
      if (!socket.writable) return;
      socket.write(dialogue.answer(line));
      if (dialogue.isOver) socket.end();
    });
    // The reader passes the socket's errors on, and an unhandled error would end the process.
    lines.on('error', () => undefined);
  }
}
