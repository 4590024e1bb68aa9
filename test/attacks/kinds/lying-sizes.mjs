import { retrieved } from '../collected.mjs';
import { startMailServer } from '../mail-server.mjs';

const LINE = `${'x'.repeat(76)}\r\n`;
const PIECE = LINE.repeat(1_000);

/** A POP3 server whose mails of 60 MiB are a byte each, as it lists them. */
export async function prepare(share) {
  const pieces = Math.round((60 * 1024 * 1024) / PIECE.length);
  const count = Math.max(2, Math.round(60 * share));
  const server = await startMailServer({
    count,
    sizeOf: () => 1,
    *mailOf() {
      yield 'Subject: a large mail\r\n\r\n';
      for (let piece = 0; piece < pieces; piece += 1) yield PIECE;
    },
  });
  return { settings: { mailboxes: [{ ...server.mailbox, after: 'delete' }] }, server, count, close: server.close };
}

export async function attack(_service, { server, count }) {
  return { withstood: await retrieved(server, count) };
}
