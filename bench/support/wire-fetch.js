import { performance } from 'node:perf_hooks';
import { DEFAULT_POP_LIMITS } from '../../dist/mailbox/pop3/pop-limits.js';
import { PopSession } from '../../dist/mailbox/pop3/pop-session.js';

/** Retrieves every mail of a mailbox with our session, deletes none, and prints the seconds it took. */
const [host, port, user, password] = process.argv.slice(2);
const started = performance.now();
const endpoint = { host, port: Number(port), security: 'none' };
const session = await PopSession.open(endpoint, { user, password }, DEFAULT_POP_LIMITS);
const { mails } = await session.list();
await Promise.all(mails.map((mail) => session.retrieve(mail)));
await session.quit();
console.log((performance.now() - started) / 1000);
