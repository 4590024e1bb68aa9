import { chmodSync, chownSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * An mbox as a delivery agent writes it: lines end with LF, lines that start with "From " are quoted, and an empty line
 * follows each mail.
 */
export function writeMbox(file: string, mails: readonly Buffer[], uid: number): void {
  const text = mails.map((mail) => `From MAILER-DAEMON Sat Nov 21 10:00:00 2026\n${asMboxText(mail)}\n`);
  writeFileSync(file, Buffer.from(text.join(''), 'latin1'));
  chownSync(file, uid, uid);
  chmodSync(file, 0o600);
}

function asMboxText(mail: Buffer): string {
  // latin1 keeps every byte.
  return mail
    .toString('latin1')
    .replaceAll('\r\n', '\n')
    .replaceAll(/^(?=>*From )/gm, '>');
}

/** A Maildir with the mails unchanged, except for LF line endings, as delivery agents write them. */
export function writeMaildir(folder: string, mails: readonly Buffer[], uid: number): void {
  rmSync(folder, { recursive: true, force: true });
  const folders = [folder, ...['cur', 'new', 'tmp'].map((name) => join(folder, name))];
  for (const path of folders) {
    mkdirSync(path);
    chownSync(path, uid, uid);
  }
  for (const [index, mail] of mails.entries()) {
    const file = join(folder, 'cur', `${1_700_000_000 + index}.M${index}.test:2,`);
    writeFileSync(file, Buffer.from(mail.toString('latin1').replaceAll('\r\n', '\n'), 'latin1'));
    chownSync(file, uid, uid);
  }
}
