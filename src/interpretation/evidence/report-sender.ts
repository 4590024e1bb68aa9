import type { HeaderFields } from '../structure/header-fields.js';

/** Names under which mail systems write to people, in the local part or the displayed name of an address. */
const SYSTEM_SENDER =
  /mailer[-_. ]?d(?:a|e)?emon|mail[-_. ]?(?:delivery|administrator|system)|post[-_. ]?(?:master|office)|delivery (?:subsystem|system|status)|system administrator|mail[-_.]?master|mmdf|mdaemon|nullmailer|bounce[sd]?[-_.]?(?:handler|notification)/i;

/** An empty reverse-path, which RFC 5321 section 4.5.5 demands of every delivery report. */
export function hasNullReversePath(headers: HeaderFields): boolean {
  return headers.all('return-path').some((path) => /^<?\s*>?$/.test(path) || /^<?mailer-daemon/i.test(path));
}

/** Whether a mail system rather than a person is named as the sender. */
export function isFromMailSystem(headers: HeaderFields): boolean {
  return ['from', 'sender', 'reply-to'].some((name) => headers.all(name).some((value) => SYSTEM_SENDER.test(value)));
}
