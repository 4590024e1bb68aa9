import { count } from './numbers.js';
import type { MailboxView } from '../../read-model/mailboxes/index.js';
import { printable } from '../terminal.js';

type RetrievalFailure = MailboxView['leftAside']['mails'][number];

/** A mailbox for a person: what was done with its mails, what waits, and each mail that could not be taken in. */
export function mailboxLines({ name, lastSuccessAt, lastError, waiting, custody, leftAside }: MailboxView): string[] {
  const left = leftAside.total - leftAside.mails.length;
  return [
    `mailbox    ${name}  last success ${lastSuccessAt ?? 'never'}  last error ${lastError ?? 'none'}  waiting ${count(waiting)}`,
    `           in all: appended ${count(custody.appended)}  deleted ${count(custody.deleted)}`,
    ...leftAside.mails.map(lineOf),
    ...(left > 0 ? [`left aside and ${count(left)} more`] : []),
    ...(leftAside.mails.some(({ tries }) => tries > 0)
      ? [`           to try them now: bounce-ledger collect --mailbox ${name} --retry-parked`]
      : []),
  ];
}

function lineOf({ uidl, number: place, size, tries, parked, message, nextTryAt }: RetrievalFailure): string {
  const named = uidl === null ? `number ${place}` : printable(uidl);
  const bytes = `${count(size)} bytes`;
  if (nextTryAt === null) return `left aside ${named}  ${bytes}  not tried: ${printable(message)}`;
  const state = parked ? `parked after ${tries} tries` : `failed ${tries} times`;
  return `left aside ${named}  ${bytes}  ${state}, next not before ${nextTryAt}: ${printable(message)}`;
}
