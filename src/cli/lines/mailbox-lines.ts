import { count } from './numbers.js';
import type { MailboxView } from '../../read-model/mailboxes/index.js';
import { printable } from '../terminal.js';

type RetrievalFailure = MailboxView['leftAside']['mails'][number];

/** A mailbox in lines for a person: its custody, what is waiting, and each retrieval failure. */
export function mailboxLines({ name, lastSuccessAt, lastError, waiting, custody, leftAside }: MailboxView): string[] {
  const left = leftAside.total - leftAside.mails.length;
  return [
    `mailbox    ${name}  last success ${lastSuccessAt ?? 'never'}  last error ${lastError ?? 'none'}  waiting ${count(waiting)}`,
    `           in all: appended ${count(custody.appended)}  deleted ${count(custody.deleted)}`,
    ...leftAside.mails.map(lineOf),
    ...(left > 0 ? [`           and ${count(left)} more`] : []),
    ...(leftAside.mails.some(({ tries }) => tries > 0)
      ? [`           to retry them now: bounce-ledger collect --mailbox ${name} --retry-parked`]
      : []),
  ];
}

function lineOf({ uidl, number: place, size, tries, parked, message, nextTryAt }: RetrievalFailure): string {
  const named = uidl === null ? `number ${place}` : printable(uidl);
  const bytes = `${count(size)} bytes`;
  const label = (parked ? 'parked' : 'failed').padEnd(10);
  if (nextTryAt === null) return `${label} ${named}  ${bytes}  not tried: ${printable(message)}`;
  const attempts = tries === 1 ? '1 failed attempt' : `${count(tries)} failed attempts`;
  return `${label} ${named}  ${bytes}  ${attempts}, next not before ${nextTryAt}: ${printable(message)}`;
}
