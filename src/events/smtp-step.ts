/**
 * The step of an SMTP session (RFC 5321 section 3) that a server answered with its refusal. `connect` is all that goes
 * before MAIL FROM: the greeting, HELO or EHLO, STARTTLS and AUTH. `data` is DATA and the end of the message.
 */
export const SMTP_STEPS = ['connect', 'mail-from', 'rcpt-to', 'data'] as const;
export type SmtpStep = (typeof SMTP_STEPS)[number];

/** How reports say which command was refused: Postfix, Exim and GMX, sendmail's transcripts, qmail, Yahoo. */
const COMMAND =
  /(?:\bin\s+reply\s+to|\bafter|\bduring|\bfor|>>>|\bsending|\bat|\bour|\bsend:|\[)\s{0,3}(?:(?:the|sending|pipelined|end\s+of|transfer\s+of|final)\s+){0,2}(MAIL[ _]FROM|MAIL\s+command|RCPT|DATA\b|BDAT|mail\s+text|HELO|EHLO|LHLO|STARTTLS|AUTH\b|initial\s+(?:connection|server\s+greeting))/i;
/** Words of which one stands wherever a command is named: most texts have none, which is cheap to say. */
const ANY_COMMAND = /mail[ _]from|mail\s+(?:command|text)|rcpt|data\b|helo|ehlo|lhlo|starttls|auth\b|initial\s/i;
const IN_OTHER_WORDS: readonly (readonly [RegExp, SmtpStep])[] = [
  [/\bdoes not like recipient/i, 'rcpt-to'],
  [/\b(?:but )?sender was rejected\. ?Remote/i, 'mail-from'],
  [/\bfailed after I sent the message|\bSTEP: DATA\b/i, 'data'],
  [/\bbut (?:my name was rejected|greeting failed)|\brefused to talk to me\b|\bgreeting failed\b/i, 'connect'],
];

/**
 * The step at which a server refused, as far as a report's words tell it, e.g. `(in reply to RCPT TO command)`; null
 * where they do not. The first command that they name counts.
 */
export function smtpStepIn(words: string): SmtpStep | null {
  const command = ANY_COMMAND.test(words) ? COMMAND.exec(words)?.[1]?.toLowerCase() : undefined;
  if (command !== undefined) return stepOf(command);
  return IN_OTHER_WORDS.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}

function stepOf(command: string): SmtpStep {
  if (/^mail(?:[ _]from|\s+command)/.test(command)) return 'mail-from';
  if (command.startsWith('rcpt')) return 'rcpt-to';
  return /^(?:data|bdat|mail)/.test(command) ? 'data' : 'connect';
}
