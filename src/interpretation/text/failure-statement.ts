import { hasFailureWords } from './wording.js';

/** The message that somebody sent, as reports call it in their first sentence. */
const SENT_MESSAGE =
  /\b(?:your|this|the|a|following) (?:e-?mail|message|mail|letter)\b|\b(?:ihre|diese|die) (?:e-?mail|nachricht)\b|\b(?:votre|le|ce) (?:message|courriel|e-?mail|mail)\b|\b(?:su|el|este|tu) (?:mensaje|correo)\b|\b(?:il|questo|suo|tuo|vostro) messaggio\b|\b(?:sua|a|esta) mensagem\b|\b(?:uw|het|dit) (?:bericht|e-?mail)\b|\b(?:twoja|pa[nń]\w*|ta) wiadomo|(?:ваше|это|данное) (?:письмо|сообщение)|メール|メッセージ|邮件|郵件|메일|메시지/iu;
/** People begin so, and programs that write for companies. */
const GREETING =
  /^\s*(?:hi|hello|hey|dear|good (?:morning|day|afternoon|evening)|hallo|guten (?:tag|morgen|abend)|sehr geehrte|liebe[rs]?|bonjour|bonsoir|madame|monsieur|ch(?:er|ère)|hola|buenos|buenas|estimad[oa]|querid[oa]|ol[aá]|prezad[oa]|bom dia|ciao|buongiorno|gentile|beste|geachte|hej|kære|hei|szanown|witam|dzień dobry|здравствуйте|добрый|уважаем)(?![\p{L}\p{N}])/iu;
/** A person's answer quotes what it answers. */
const QUOTATION = /^>|\bwrote:\s*$|\bschrieb:\s*$|\ba écrit ?:\s*$/m;
/** Lines above an address in which its sentence begins. */
const REACH_ABOVE = 10;
/** Reports of unknown senders lead nowhere; who wants to be clicked on does. */
const LINK = /https?:\/\/|\bwww\./i;
/** Of a report without a word too much: people and companies write more. */
const MAX_LENGTH = 3000;

/** Whether a mail's words are those of a program that reports: no greeting, no quotation, no link, not long. */
export function isTerse(words: string): boolean {
  return words.length <= MAX_LENGTH && ![GREETING, QUOTATION, LINK].some((sign) => sign.test(words));
}

/**
 * Whether the words above a line say that the message that somebody sent did not reach what the line names: `Your message could not be
 * delivered to`. Parcels and payments are not messages.
 */
export function statesFailureAbove(lines: readonly string[], line: number): boolean {
  const above = lines.slice(Math.max(0, line - REACH_ABOVE), line).filter((text) => text.trim() !== '');
  return hasFailureWords(above.slice(-2).join(' ')) && SENT_MESSAGE.test(above.join(' '));
}

/** Whether words say so of a message without naming whom it was for. */
export function statesFailure(words: string): boolean {
  return SENT_MESSAGE.test(words) && hasFailureWords(words);
}
