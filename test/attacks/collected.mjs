import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 200;
const GIVE_UP_MS = 300_000;

/** Waits until so many mails were asked for. @returns whether they were, before it gave up */
export async function retrieved(server, count) {
  const deadline = Date.now() + GIVE_UP_MS;
  while (server.retrieved < count && Date.now() < deadline) await sleep(POLL_MS);
  return server.retrieved >= count;
}
