import type { Maildrop, ServedMail } from './pop3-maildrop.js';

interface Session {
  readonly mails: readonly ServedMail[];
  readonly deleted: Set<ServedMail>;
}

const CAPABILITIES = ['USER', 'UIDL', 'TOP', 'PIPELINING', 'RESP-CODES', 'AUTH-RESP-CODE'];

/** The server's side of one connection: how it answers each line. Nothing is deleted before QUIT. */
export class Pop3Dialogue {
  readonly greeting = '+OK ready\r\n';
  isOver = false;
  #user = '';
  #session: Session | null = null;

  constructor(private readonly maildrop: Maildrop) {}

  answer(line: string): string | Buffer {
    const space = line.indexOf(' ');
    const verb = (space === -1 ? line : line.slice(0, space)).toUpperCase();
    const argument = space === -1 ? '' : line.slice(space + 1);
    if (verb === 'CAPA') return list('capabilities', CAPABILITIES);
    if (verb === 'QUIT') return this.#quit();
    return this.#session === null ? this.#signIn(verb, argument) : transaction(this.#session, verb, argument);
  }

  /** The connection ended: mails marked for deletion stay. */
  abandon(): void {
    if (this.#session !== null) this.maildrop.isLocked = false;
    this.#session = null;
  }

  #signIn(verb: string, argument: string): string {
    if (verb === 'USER') {
      this.#user = argument;
      return ok('and the password?');
    }
    if (verb !== 'PASS') return refused('sign in first');
    const { account, mails } = this.maildrop;
    if (this.#user !== account.user || argument !== account.password) return refused('[AUTH] no such account');
    if (this.maildrop.isLocked) return refused('[IN-USE] another session has the mailbox');
    this.maildrop.isLocked = true;
    this.#session = { mails, deleted: new Set() };
    return ok(`${mails.length} mails`);
  }

  #quit(): string {
    this.isOver = true;
    const session = this.#session;
    if (session !== null) this.maildrop.mails = session.mails.filter((mail) => !session.deleted.has(mail));
    this.abandon();
    return ok('bye');
  }
}

function transaction({ mails, deleted }: Session, verb: string, argument: string): string | Buffer {
  const [number = '', lines = ''] = argument.split(' ');
  const mail = number === '' ? undefined : mails[Number(number) - 1];
  const isThere = mail !== undefined && !deleted.has(mail);
  switch (verb) {
    case 'STAT': {
      const left = mails.filter((each) => !deleted.has(each));
      return ok(`${left.length} ${left.reduce((sum, { bytes }) => sum + bytes.length, 0)}`);
    }
    case 'LIST':
    case 'UIDL': {
      const word = ({ bytes, uidl }: ServedMail) => (verb === 'LIST' ? String(bytes.length) : uidl);
      if (number !== '') return isThere ? ok(`${number} ${word(mail)}`) : refused('no such mail');
      return list(
        'follows',
        mails.flatMap((each, index) => (deleted.has(each) ? [] : [`${index + 1} ${word(each)}`])),
      );
    }
    case 'RETR':
      return isThere ? multiLine(mail.bytes) : refused('no such mail');
    case 'TOP':
      return isThere ? multiLine(top(mail.bytes, Number(lines))) : refused('no such mail');
    case 'DELE':
      if (!isThere) return refused('no such mail');
      deleted.add(mail);
      return ok('deleted at QUIT');
    case 'RSET':
      deleted.clear();
      return ok('nothing is deleted');
    case 'NOOP':
      return ok('');
    default:
      return refused('unknown command');
  }
}

function ok(text: string): string {
  return `+OK ${text}\r\n`;
}

function refused(text: string): string {
  return `-ERR ${text}\r\n`;
}

function list(text: string, lines: readonly string[]): string {
  return `${ok(text)}${lines.map((line) => `${line}\r\n`).join('')}.\r\n`;
}

/** Dot-stuffed (RFC 1939, section 3); latin1 keeps every byte as it is. A last line without a line ending gets one. */
function multiLine(bytes: Buffer): Buffer {
  const text = bytes.toString('latin1');
  const whole = text === '' || text.endsWith('\r\n') ? text : `${text}\r\n`;
  return Buffer.from(`+OK\r\n${whole.replaceAll(/(^|\r\n)\./g, '$1..')}.\r\n`, 'latin1');
}

/** The header and the given number of lines of the body. */
function top(bytes: Buffer, lines: number): Buffer {
  const text = bytes.toString('latin1');
  const bodyAt = text.indexOf('\r\n\r\n');
  if (bodyAt === -1) return bytes;
  const body = text.slice(bodyAt + 4).split('\r\n');
  return Buffer.from(`${text.slice(0, bodyAt)}\r\n\r\n${body.slice(0, lines).join('\r\n')}\r\n`, 'latin1');
}
