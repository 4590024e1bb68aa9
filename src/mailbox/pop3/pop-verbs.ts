import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { text as readText } from 'node:stream/consumers';
import Pop3Command from 'node-pop3';
import type { PopLimits } from './pop-limits.js';
import type { PopWire } from './pop-wire.js';

const MAX_CAPABILITIES_BYTES = 64 * 1024;

/**
 * The POP3 vocabulary, as node-pop3 speaks it, over our wire: one command after the other.
 *
 * node-pop3's own connection truncates, hangs and crashes on bytes that a server may well send, so its command object
 * is never connected: in place of its socket it has a port onto the wire, and learns the replies by the two events for
 * which it waits. It knows no password, and so cannot sign in by itself. What may be long (LIST, UIDL, RETR) goes over
 * the wire directly: node-pop3 makes an object of each line.
 */
export class PopVerbs {
  readonly #command = new Pop3Command({ user: '', password: '', host: '' });

  constructor(
    private readonly wire: PopWire,
    private readonly limits: PopLimits,
  ) {
    const port: Pick<Socket, 'write'> = {
      write: (line: string) => {
        void this.#relay(line.trimEnd());
        return true;
      },
    };
    this.#command._socket = port as Socket;
  }

  /** The lines of CAPA (RFC 2449, section 5). */
  async capabilities(): Promise<readonly string[]> {
    const [, stream] = await this.#command.command('CAPA');
    const lines = await readText(stream);
    return lines.split('\r\n').filter((line) => line !== '');
  }

  async reset(): Promise<void> {
    await this.#command.RSET();
  }

  async quit(): Promise<void> {
    await this.#command.QUIT();
  }

  async #relay(line: string): Promise<void> {
    const verb = line.split(' ', 1)[0] ?? line;
    try {
      const ms = verb === 'QUIT' ? this.limits.quitMs : this.limits.replyMs;
      const isMulti = verb === 'CAPA';
      const { text, body } = await this.wire.send(line, { verb, multi: isMulti, ms, maxBytes: MAX_CAPABILITIES_BYTES });
      this.#command.emit('response', text, Readable.from([body]));
    } catch (error) {
      this.#command.emit('error', error);
      // It leaves its listener for the reply behind at each refusal.
      this.#command.removeAllListeners('response');
    }
  }
}
