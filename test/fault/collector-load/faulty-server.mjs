import { once } from 'node:events';
import { createServer } from 'node:net';
import { Pop3Dialogue } from '../../../dist/demo/pop3-dialogue.js';

/**
 * Serves mailboxes by their users' names on an address of 127/8, rightly but for the faults that it is told to make.
 * @param maildrops by user
 */
export async function startFaultyServer(host, maildrops) {
  const connections = new Set();
  const armed = [];
  const done = new Map();
  const count = ({ name }) => done.set(name, (done.get(name) ?? 0) + 1);

  /** The bytes to answer with, an armed fault's if there is one for the verb. */
  const answer = (verb, connection, usual) => {
    const fault = armed.find(({ at }) => at === verb);
    if (fault === undefined) return usual();
    fault.left -= 1;
    if (fault.left === 0) armed.splice(armed.indexOf(fault), 1);
    count(fault);
    return fault.answer(connection, usual);
  };

  const server = createServer({ noDelay: true }, (socket) => {
    const [anybody] = maildrops.values();
    const connection = { socket, isSilent: false, dialogue: new Pop3Dialogue(anybody) };
    connections.add(connection);
    const say = (bytes) => {
      if (socket.writable && bytes.length > 0) socket.write(bytes);
    };
    say(answer('-', connection, () => connection.dialogue.greeting));
    let text = '';
    socket.on('error', () => undefined);
    socket.on('close', () => {
      connection.dialogue.abandon();
      connections.delete(connection);
    });
    socket.on('data', (chunk) => {
      const lines = (text + chunk.toString('latin1')).split('\r\n');
      text = lines.pop();
      for (const line of lines) {
        if (connection.isSilent || socket.destroyed || connection.dialogue.isOver) return;
        const [verb, argument] = line.split(' ');
        if (verb === 'USER') connection.dialogue = new Pop3Dialogue(maildrops.get(argument) ?? anybody);
        say(answer(verb, connection, () => connection.dialogue.answer(line)));
        if (connection.dialogue.isOver) socket.end();
      }
    });
  });
  server.listen(0, host);
  await once(server, 'listening');

  return {
    host,
    port: server.address().port,
    /** How often each fault was made, by its name. */
    done,
    make(fault) {
      if (fault.now === undefined) {
        armed.push({ ...fault, left: fault.times });
        return;
      }
      for (const connection of connections) {
        count(fault);
        fault.now(connection);
      }
    },
    async close() {
      server.close();
      for (const { socket } of connections) socket.destroy();
      await once(server, 'close');
    },
  };
}
