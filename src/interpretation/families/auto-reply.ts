import { afterPhrase } from '../phrases/phrases.js';
import { hasNullReversePath, isFromMailSystem } from '../recognition/report-sender.js';
import type { HeaderFields } from '../structure/header-fields.js';
import type { Mail } from '../structure/mail.js';
import { tellsOfAbsence } from '../text/absence-wording.js';
import { tellsOfChallenge } from '../text/challenge-wording.js';
import { ReportText } from '../text/report-text.js';
import { hasFailureWords } from '../text/wording.js';
import type { Evidence, Family, Reading } from './family.js';

/** Subjects under which programs answer for people who are away, in the languages of widespread mail programs. */
const SUBJECTS: readonly RegExp[] = [
  /^\W{0,3}(?:re: )?(?:auto(?:mat(?:ic|ed))?[ -]?(?:reply|respon(?:se|der?))|autoreply|auto ?: |ooo ?: |out of (?:the )?office|on (?:vacation|holiday|leave)\b|away from (?:the|my) office|vacation (?:reply|message|response))/i,
  /(?:automatisch[er]* (?:antwort|antwoord|abwesenheit|bericht)|abwesenheit(?:s(?:notiz|nachricht|meldung|mitteilung|info|assistent)|:)|urlaubs(?:notiz|nachricht|meldung|mitteilung|benachrichtigung|vertretung)|abwesend|nicht im büro|afwezig|niet op kantoor|buiten kantoor)/i,
  /(?:réponse automatique|reponse automatique|absen[ct]e? du bureau|(?:notification|message|avis|r[ée]ponse) d['’]absence|(?:ausencia|ausente) de la oficina|respuesta de ausencia|autor?respuesta|ausente da oficina|(?:assente|assenza) dall['’]ufficio|risposta di assenza|respuesta autom[aá]tica|(?:resposta|mensagem|aviso) de aus[eê]ncia|fuera de (?:la )?oficina|resposta autom[aá]tica|fora do escrit[oó]rio|aus[eê]ncia tempor[aá]ria|risposta automatica|fuori (?:sede|ufficio)|messaggio automatico)/i,
  /(?:automatyczna odpowied[zź]|autosvar|automaattinen vastaus|automatick[aá] odpov[eě]|автоматический ответ|автоответ|automatisk[at]* svar|otomatik yan[iı]t|automata válasz|automātiska atbilde|automatiska atbilde|fr[åa]nvaro|frav[æa]r\b|poissa toimistolta|nieobecno(?:ść|sc)|nep[řr][íi]tom|вне офиса)/i,
  /(?:自動(?:応答|返信)|不在(?:通知|連絡|のお知らせ)|自动(?:回复|答复)|自動(?:回覆|回復)|자동 ?(?:회신|응답)|부재 ?중)/u,
];

/** Subjects of people who are away, and of others who write of it: the words of the mail must bear it out. */
const AWAY =
  /^\W{0,3}(?:re: )?(?:(?:i['’]?(?: a)?m |currently )?(?:away|on (?:(?:\w+ )?leave|vacation|holidays?))\b|vacation\b|holidays?\b|(?:ich bin |bin )?(?:im |in )?urlaub|(?:je suis )?en (?:cong[ée]s?|vacances)|vacances|(?:estoy )?de vacaciones|vacaciones|(?:sono )?in (?:ferie|vacanza)|ferie\b|(?:estou )?(?:de|em) f[ée]rias|f[ée]rias|(?:ik ben )?(?:op |met )?vakantie|休暇|不在)/i;
/** Fields of mail to many: what answers a message has none. */
const LIST_FIELDS = ['list-id', 'list-unsubscribe', 'list-post'];
/** Those that a list does not add to what somebody answers to it. */
const NEWSLETTER_FIELDS = ['list-unsubscribe', 'list-post'];

/** Fields that answering programs set, from before RFC 3834 or without regard to it. */
const FIELDS = [
  'x-autoreply',
  'x-autoreply-from',
  'x-auto-reply-from',
  'x-mail-autoreply',
  'x-autorespond',
  'x-autoresponder',
  'x-vacation',
];
const PRECEDENCE = ['precedence', 'x-precedence', 'preference'];

/** A mail that says of itself that it answers another. */
const REPLY = /^\s*(?:re|aw|antw|sv|vs|rif|r|res|odp|ynt|atb|απ|回复|回覆|답장|رد)\s?[:：]/iu;
/** Where those who are away say so. */
const FIRST_WORDS = 1500;

/**
 * Answers of programs to mail that was delivered: vacation notices and the like. RFC 3834, and those that follow
 * nothing.
 */
export const autoReply: Family = {
  name: 'auto-reply',

  recognise({ headers, root }: Mail): Evidence | null {
    if (root.reportType !== null || headers.has('x-failed-recipients')) return null;
    const subject = headers.first('subject') ?? '';
    // Mail systems mark their delivery reports as replies too; a postmaster may be away like anybody.
    if (isFromMailSystem(headers)) return beginsAsAnswer(subject) ? 'possible' : null;
    if (signOf(headers) !== null) return 'certain';
    if (isToMany(headers, LIST_FIELDS) || hasFailureWords(subject)) return null;
    const speaksOfAbsence = AWAY.test(subject) || beginsOfAbsence(subject);
    return isAnswer(headers) || speaksOfAbsence ? 'possible' : null;
  },

  read(mail: Mail): Reading | null {
    const { headers } = mail;
    const words = mail.ownWords.slice(0, FIRST_WORDS);
    if (isFromMailSystem(headers) && (mail.returnedParts.length > 0 || new ReportText(words).refusal() !== null)) {
      return null;
    }
    // A guard marks its question as a program's answer, too.
    if (tellsOfChallenge(words)) return { kind: 'challenge', reason: 'it asks the sender to prove to be a person' };
    const sign = signOf(headers) ?? signIn(words, headers);
    return sign === null ? null : { kind: 'auto-reply', reason: `a program's answer to a delivered message: ${sign}` };
  },
};

/** What the first words, or a subject that only absence explains, say of the mail. */
function signIn(words: string, headers: HeaderFields): string | null {
  if (tellsOfAbsence(words)) return 'its words';
  const subject = headers.first('subject') ?? '';
  const isAlone = isAnswer(headers) || words.trim() === '';
  return standsForAbsence(subject) || (isAlone && isPrefix(afterPhrase('holiday', subject))) ? 'its subject' : null;
}

/** Whether the mail answers a message, by its fields. */
function isAnswer(headers: HeaderFields): boolean {
  return headers.has('in-reply-to') || REPLY.test(headers.first('subject') ?? '') || hasNullReversePath(headers);
}

/** Whether a subject begins with the words under which programs answer: `Automatic reply: …`. */
function beginsAsAnswer(subject: string): boolean {
  return isPrefix(afterPhrase('answer', subject)) || standsForAbsence(subject);
}

/** Whether a subject is, or begins with, words for being away. */
function standsForAbsence(subject: string): boolean {
  return isPrefix(afterPhrase('office', subject));
}

/** Whether a subject begins with any words for being away, of which the text must say more. */
function beginsOfAbsence(subject: string): boolean {
  return afterPhrase('office', subject) !== null || afterPhrase('holiday', subject) !== null;
}

/** Whether the words before this are a prefix or the whole, not the beginning of a sentence. */
function isPrefix(after: string | null): boolean {
  return after !== null && /^ ?(?:$|[^\p{L}\p{M}\s?]|\d)/u.test(after);
}

/** What marks the mail as a program's answer. */
function signOf(headers: HeaderFields): string | null {
  const autoSubmitted = headers.first('auto-submitted') ?? '';
  if (/^auto-replied/i.test(autoSubmitted)) return 'Auto-Submitted (RFC 3834)';
  const field = FIELDS.find((name) => headers.has(name));
  if (field !== undefined) return field;
  if (PRECEDENCE.some((name) => /^auto[_-]?reply/i.test(headers.first(name) ?? ''))) return 'Precedence: auto_reply';
  if (/^reply/i.test(headers.first('x-autogenerated') ?? '')) return 'X-Autogenerated: Reply';
  if (isToMany(headers, NEWSLETTER_FIELDS)) return null;
  const subject = headers.first('subject') ?? '';
  const isSign = SUBJECTS.some((pattern) => pattern.test(subject)) || isPrefix(afterPhrase('answer', subject));
  return isSign ? 'its subject' : null;
}

function isToMany(headers: HeaderFields, fields: readonly string[]): boolean {
  return fields.some((name) => headers.has(name));
}
