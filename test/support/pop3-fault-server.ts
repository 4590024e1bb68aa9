import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { onTestFinished } from 'vitest';
import { TLS_CERTIFICATE_FILE, TLS_KEY_FILE } from './tls-files.js';

/** The server's side of a connection, for a script to drive. */
export interface ServerConnection {
  /** The client's next line, without its line ending; null once the client has gone. */
  line(): Promise<string | null>;
  /** Whether more lines have already arrived. */
  hasMore(): boolean;
  write(bytes: string | Buffer): void;
  /** Closes the connection properly (FIN). */
  end(): void;
  /** Resets the connection (RST). */
  reset(): void;
  /** Continues under TLS. */
  startTls(): void;
}

export interface FaultServer {
  readonly port: number;
  /** Every line that clients sent in clear text or under TLS, in order. */
  readonly received: readonly string[];
  readonly connections: number;
}

/** Starts a server that runs the script on every connection; it ends with the test. */
export async function startFaultServer(script: (connection: ServerConnection) => Promise<void>): Promise<FaultServer> {
  const received: string[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer({ noDelay: true }, (socket) => {
    connections += 1;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    void script(connectionOf(socket, received));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return {
    port: (server.address() as AddressInfo).port,
    received,
    get connections() {
      return connections;
    },
  };
}

function connectionOf(plain: Socket, received: string[]): ServerConnection {
  let socket = plain;
  let text = '';
  let ended = false;
  const lines: string[] = [];
  let wake: (() => void) | null = null;
  const notify = () => {
    wake?.();
    wake = null;
  };
  const onData = (chunk: Buffer) => {
    text += chunk.toString('latin1');
    const complete = text.split('\r\n');
    text = complete.pop() ?? '';
    lines.push(...complete);
    received.push(...complete);
    notify();
  };
  const onGone = () => {
    ended = true;
    notify();
  };
  const listen = () => socket.on('data', onData).on('error', onGone).on('close', onGone);
  listen();
  return {
    async line() {
      while (lines.length === 0 && !ended) await new Promise<void>((resolve) => (wake = resolve));
      return lines.shift() ?? null;
    },
    hasMore: () => lines.length > 0,
    write: (bytes) => {
      if (!ended) socket.write(bytes);
    },
    end: () => {
      socket.end();
    },
    reset: () => {
      socket.resetAndDestroy();
    },
    startTls() {
      plain.off('data', onData).off('close', onGone);
      socket = new TLSSocket(plain, {
        isServer: true,
        key: readFileSync(TLS_KEY_FILE),
        cert: readFileSync(TLS_CERTIFICATE_FILE),
      });
      listen();
    },
  };
}
