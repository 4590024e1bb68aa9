import { retrieved } from '../collected.mjs';
import { startMailServer } from '../mail-server.mjs';

/** A POP3 server that lists ten million mails. */
export async function prepare(share) {
  const mail = 'Subject: a mail\r\n\r\nText of a mail\r\n';
  const server = await startMailServer({
    count: Math.round(10_000_000 * share),
    sizeOf: () => mail.length,
    mailOf: () => [mail],
  });
  return { settings: { mailboxes: [{ ...server.mailbox, after: 'keep' }] }, server, count: 500, close: server.close };
}

export async function attack(_service, { server, count }) {
  return { withstood: await retrieved(server, count) };
}
