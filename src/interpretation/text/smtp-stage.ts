/** How far the session had come when the server refused, in the words of Postfix and of Exim. */
const STAGE =
  /\(in\s+reply\s+to\s+(?:end\s+of\s+)?[A-Z]{4,8}(?:\s+(?:TO|FROM))?\s+command\)|\bafter\s+(?:sending\s+)?(?:pipelined\s+)?(?:end\s+of\s+data|DATA\b)/;

/**
 * At which command a server refused, verbatim, e.g. `(in reply to end of DATA command)`; null where the words do not
 * tell. A refusal after DATA is about the message, whatever it says of the recipient.
 */
export function smtpStageIn(words: string): string | null {
  return STAGE.exec(words)?.[0].replace(/\s+/g, ' ') ?? null;
}
