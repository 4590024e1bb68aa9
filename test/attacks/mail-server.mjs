import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';

/**
 * A POP3 server (RFC 1939) of which an attack says what it lists and what it hands over.
 * @param mailbox `count`; `sizeOf(number)`, as listed; `mailOf(number)`, an iterable of pieces of a mail whose lines need no stuffing
 */
export async function startMailServer({ count, sizeOf, mailOf }) {
  let retrieved = 0;
  const counted = (number) => {
    retrieved += 1;
    return mailOf(number);
  };
  const sockets = new Set();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).once('close', () => sockets.delete(socket));
    serve(socket, { count, sizeOf, mailOf: counted }).catch(() => socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  return {
    mailbox: { name: 'bounces', host: '127.0.0.1', port, tls: 'none', user: 'reader', password: 'a secret' },
    /** How many mails were asked for so far. */
    get retrieved() {
      return retrieved;
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

async function serve(socket, { count, sizeOf, mailOf }) {
  socket.write('+OK\r\n');
  for await (const line of createInterface({ input: socket })) {
    const [verb, argument] = line.toUpperCase().split(' ');
    if (verb === 'STAT') socket.write(`+OK ${count} ${count}\r\n`);
    else if (verb === 'LIST') {
      await answer(
        socket,
        linesOf(count, (number) => `${number} ${sizeOf(number)}`),
      );
    } else if (verb === 'UIDL') {
      await answer(
        socket,
        linesOf(count, (number) => `${number} uid-${number}`),
      );
    } else if (verb === 'RETR') await answer(socket, mailOf(Number(argument)));
    else if (verb === 'CAPA') await answer(socket, ['UIDL\r\n']);
    else socket.write('+OK\r\n');
    if (verb === 'QUIT') socket.end();
  }
}

function* linesOf(count, lineOf) {
  const AT_ONCE = 20_000;
  for (let first = 1; first <= count; first += AT_ONCE) {
    const length = Math.min(AT_ONCE, count - first + 1);
    yield Array.from({ length }, (_, index) => `${lineOf(first + index)}\r\n`).join('');
  }
}

/** Writes as fast as the client reads. */
async function answer(socket, pieces) {
  socket.write('+OK\r\n');
  for (const piece of pieces) {
    if (socket.destroyed) return;
    if (!socket.write(piece)) await drained(socket);
  }
  socket.write('.\r\n');
}

/** Resolves when the socket takes more, or is gone. */
function drained(socket) {
  return new Promise((resolve) => {
    const end = () => {
      socket.off('drain', end).off('close', end);
      resolve();
    };
    socket.on('drain', end).on('close', end);
  });
}
