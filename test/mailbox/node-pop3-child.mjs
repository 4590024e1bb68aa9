// node-pop3 as it is, in a process of its own: some faults end the process, and others leave it waiting for ever.
import { setTimeout } from 'node:timers';
import Pop3Command from 'node-pop3';

const [port, work, password = 'secret'] = process.argv.slice(2);
const HOPELESS_MS = 1_000;
const pop = new Pop3Command({ user: 'reader', password, host: '127.0.0.1', port: Number(port), timeout: 200 });

function tell(outcome) {
  process.send({ outcome }, () => process.exit());
}

const WORKS = {
  retrieve: async () => [await pop.RETR(1)],
  'retrieve two at once': () => Promise.all([pop.RETR(1), pop.RETR(2)]),
  capabilities: async () => {
    const [, stream] = await pop.command('CAPA');
    return [stream === null ? 'no list' : 'a list'];
  },
  xoauth2: async () => {
    const [info] = await pop.command('AUTH', 'XOAUTH2', 'dG9rZW4=');
    return [info];
  },
  'be idle': () => new Promise(() => undefined),
  'be refused eleven times': async () => {
    for (let time = 0; time < 11; time += 1) await pop.command('DELE', 1).catch(() => undefined);
    return [String(pop.listenerCount('response'))];
  },
};

process.on('uncaughtException', () => {
  tell('ends the process');
});
await pop._connect();
// The server waits for this between two pieces: so each arrives as a chunk of its own.
pop._socket.on('data', () => process.send({ chunk: true }));
setTimeout(() => {
  tell('never settles');
}, HOPELESS_MS);
const [settled] = await Promise.allSettled([WORKS[work]()]);
tell(settled.status === 'fulfilled' ? { values: settled.value } : { refused: settled.reason.message });
