import { firstAddressIn } from '../facts/addresses.js';
import type { HeaderFields } from '../structure/header-fields.js';

/** Names under which mail systems write to people, in the local part or the displayed name of an address. */
const SYSTEM_SENDER =
  /mailer[-_. ]?d(?:a|e)?emon|mail[-_. ]?(?:deliver|administrator|system)|post[-_. ]?(?:master|office)|(?:^[\s"']*|mail[\s"']*)delivery (?:subsystem|system|status)|system administrator|mail[-_.]?master|mmdf|mdaemon|nullmailer|bounce[sd]?[-_.]?(?:handler|notification)/i;

/**
 * Names under which programs of any kind write. Newsletters do so too: it takes more to make a report of their mail.
 */
const PROGRAM_SENDER =
  /no-?reply|do-?not-?reply|(?:^|[\s<"])(?:[\w.]*[-_.])?(?:admin(?:istrator)?|system|root|daemon|gateways?|notifications?|robot|majordomo|listserv|imss|mailscanner|antivirus)(?:[-_.]\w+)?@/i;

/** An empty reverse-path, which RFC 5321 section 4.5.5 demands of every delivery report. */
export function hasNullReversePath(headers: HeaderFields): boolean {
  return headers.all('return-path').some((path) => /^<?\s*>?$/.test(path) || /^<?mailer-daemon/i.test(path));
}

/**
 * Whether a mail only calls itself a mail system's: by a displayed name, while it has a reverse-path, and neither that
 * nor the author's address is a system's.
 */
export function onlyCallsItselfSystem(headers: HeaderFields): boolean {
  const paths = headers.all('return-path');
  if (paths.length === 0 || hasNullReversePath(headers)) return false;
  const authors = headers.all('from').map((from) => firstAddressIn(from) ?? from);
  return ![...paths, ...authors].some((address) => SYSTEM_SENDER.test(address));
}

/** Whether a mail system rather than a person is named as the sender. */
export function isFromMailSystem(headers: HeaderFields): boolean {
  const named = ['from', 'sender', 'reply-to'].flatMap((name) => headers.all(name));
  return (
    named.some((value) => SYSTEM_SENDER.test(value)) || headers.all('from').some((value) => /^\s*<>\s*$/.test(value))
  );
}

/** Whether the sender's name says that a program wrote the mail. */
export function isFromProgram(headers: HeaderFields): boolean {
  return headers.all('from').some((value) => PROGRAM_SENDER.test(value));
}

/** Whether a mail is a mail system's: by its reverse-path, or by whom it names as its sender. */
export function isSystems(headers: HeaderFields): boolean {
  return hasNullReversePath(headers) || isFromMailSystem(headers);
}

/** Whether a sender as people see it, a displayed name with an address, is a mail system. */
export function isSystemName(value: string): boolean {
  return SYSTEM_SENDER.test(value);
}
