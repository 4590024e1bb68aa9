import type { ServedMail } from '../../src/demo/pop3-maildrop.js';
import { startMaildropServer, type Interference, type MaildropServer } from './maildrop-server.js';
import type { ServerConnection } from './pop3-fault-server.js';

/** About how many mails Gmail lists at a time. */
export const LISTED_AT_A_TIME = 250;

export interface GmailLikeServer extends MaildropServer {
  /** Unique ids of the mails that sessions still list, whether or not the next one shows them. */
  listable(): readonly string[];
}

/**
 * What is known about Gmail's POP3: a session lists only some of the mails, the oldest first. As soon as a session
 * sends QUIT, the mails that it retrieved are hidden from all later sessions, deleted or not.
 */
export async function startGmailLikeServer(
  mails: readonly Buffer[],
  interfere: Interference = () => null,
): Promise<GmailLikeServer> {
  const account: readonly ServedMail[] = mails.map((bytes, index) => ({ uidl: `GmailId${index}`, bytes }));
  const gone = new Set<ServedMail>();
  const listable = () => account.filter((mail) => !gone.has(mail));
  const retrieved = new Map<ServerConnection, ServedMail[]>();
  const deleted = new Map<ServerConnection, ServedMail[]>();
  const server = await startMaildropServer([], (line, connection) => {
    const otherwise = interfere(line, connection);
    if (otherwise !== null) return otherwise;
    const [verb, number] = line.split(' ');
    const mail = server.maildrop.mails[Number(number) - 1];
    if (verb === 'PASS') {
      server.maildrop.mails = listable().slice(0, LISTED_AT_A_TIME);
      retrieved.set(connection, []);
      deleted.set(connection, []);
    }
    if (verb === 'RETR' && mail !== undefined) retrieved.get(connection)?.push(mail);
    if (verb === 'DELE' && mail !== undefined) deleted.get(connection)?.push(mail);
    if (verb === 'QUIT') {
      for (const each of [...(retrieved.get(connection) ?? []), ...(deleted.get(connection) ?? [])]) gone.add(each);
    }
    return null;
  });
  return Object.assign(server, { listable: () => listable().map(({ uidl }) => uidl) });
}
