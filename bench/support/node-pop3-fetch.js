import { performance } from 'node:perf_hooks';
import Pop3Command from 'node-pop3';

/** Retrieves every mail of a mailbox with unmodified node-pop3, deletes none, and prints the seconds it took. */
const [host, port, user, password] = process.argv.slice(2);
const started = performance.now();
const server = new Pop3Command({ host, port: Number(port), user, password });
await server.UIDL();
const mails = await server.LIST();
for (const [number] of mails) await server.RETR(number);
await server.QUIT();
console.log((performance.now() - started) / 1000);
