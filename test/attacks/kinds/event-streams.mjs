import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const HELD_MS = 15_000;

/** Any key: thousands of followers of the feed, none of which reads. */
export function prepare() {
  return { settings: {} };
}

export async function attack({ url }, _target, share) {
  const wanted = Math.round(3_000 * share);
  const requests = [];
  const statuses = new Map();
  await Promise.all(
    Array.from({ length: wanted }, () => {
      const { promise, resolve } = Promise.withResolvers();
      const opened = request(`${url}/v1/events`, { headers: { accept: 'text/event-stream' }, agent: false });
      opened.once('response', (response) => {
        response.pause();
        statuses.set(response.statusCode, (statuses.get(response.statusCode) ?? 0) + 1);
        resolve();
      });
      opened.on('error', resolve);
      opened.end();
      requests.push(opened);
      return promise;
    }),
  );
  const mail = await fetch(`${url}/v1/mails`, {
    method: 'POST',
    headers: { 'content-type': 'message/rfc822' },
    body: 'Subject: somebody writes meanwhile\r\n\r\nText\r\n',
  });
  await sleep(HELD_MS * share);
  for (const opened of requests) opened.destroy();
  return { withstood: mail.status === 201, statuses: Object.fromEntries(statuses) };
}
