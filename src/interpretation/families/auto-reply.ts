import { isFromMailSystem } from '../evidence/report-sender.js';
import type { HeaderFields } from '../structure/header-fields.js';
import type { Mail } from '../structure/mail.js';
import type { Evidence, Family, Reading } from './family.js';

/** Subjects under which programs answer for people who are away, in the languages of widespread mail programs. */
const SUBJECTS: readonly RegExp[] = [
  /^\W{0,3}(?:re: )?(?:auto(?:mat(?:ic|ed))?[ -]?(?:reply|response|respond)|autoreply|auto ?: |out of (?:the )?office|on (?:vacation|holiday|leave)\b|away from (?:the|my) office|vacation (?:reply|message|response))/i,
  /(?:automatisch[er]* (?:antwort|antwoord|abwesenheit)|abwesenheits(?:notiz|nachricht|meldung)|abwesend|afwezig)/i,
  /(?:réponse automatique|reponse automatique|absen[ct]e? du bureau|message d['’]absence|respuesta autom[aá]tica|fuera de (?:la )?oficina|resposta autom[aá]tica|fora do escrit[oó]rio|aus[eê]ncia tempor[aá]ria|risposta automatica|fuori (?:sede|ufficio)|messaggio automatico)/i,
  /(?:automatyczna odpowied[zź]|autosvar|automaattinen vastaus|automatick[aá] odpov[eě]|автоматический ответ|автоответ|automatisk[at]* svar|otomatik yan[iı]t|automata válasz|automātiska atbilde|automatiska atbilde)/i,
  /(?:自動(?:応答|返信)|不在(?:通知|連絡)|自动(?:回复|答复)|自動(?:回覆|回復)|자동 ?(?:회신|응답)|부재 ?중)/u,
];

/** Answers of programs to mail that was delivered: vacation notices and the like. RFC 3834, and those that follow nothing. */
export const autoReply: Family = {
  name: 'auto-reply',

  recognise({ headers, root }: Mail): Evidence | null {
    // Mail systems mark their delivery reports as replies too.
    if (isFromMailSystem(headers) || root.reportType !== null || headers.has('x-failed-recipients')) return null;
    return signOf(headers) === null ? null : 'certain';
  },

  read({ headers }: Mail): Reading | null {
    const sign = signOf(headers);
    return sign === null ? null : { kind: 'auto-reply', reason: `a program's answer to a delivered message: ${sign}` };
  },
};

/** What marks the mail as a program's answer. */
function signOf(headers: HeaderFields): string | null {
  const autoSubmitted = headers.first('auto-submitted') ?? '';
  if (/^auto-replied/i.test(autoSubmitted)) return 'Auto-Submitted (RFC 3834)';
  for (const name of ['x-autoreply', 'x-autorespond', 'x-autoresponder', 'x-auto-reply-from', 'x-mail-autoreply']) {
    if (headers.has(name)) return name;
  }
  if (/^auto[_-]?reply/i.test(headers.first('precedence') ?? '')) return 'Precedence: auto_reply';
  const subject = headers.first('subject') ?? '';
  return SUBJECTS.some((pattern) => pattern.test(subject)) ? 'its subject' : null;
}
