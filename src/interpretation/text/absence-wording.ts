import { says } from '../phrases/phrases.js';

/** How people, or programs in their name, say that they are away; in the languages of widespread mail programs. */
const ABSENCE_WORDS: readonly RegExp[] = [
  /\b(?:out of (?:the |my )?office|ooo (?:until|till|from)|i(?:['’]m| am) (?:\w+ )?(?:away|on (?:\w+ )?(?:vacation|holidays?|leave))\b(?! to\b)|on (?:vacation|holidays?|(?:\w+ )?leave) (?:until|till|from|and|through|between|this)|away (?:from (?:the|my) (?:office|desk)|until|till)|(?:limited|no|without) access to (?:my )?e-?mails?|this is an automat(?:ed|ic) (?:reply|response|answer)|(?:no longer|not) (?:work(?:s|ing)?|employed|an employee) (?:at|for|of|with|here)|no longer with (?:the company|us|our)|has left (?:the|our) (?:company|organi[sz]ation|firm))/i,
  /\b(?:bin|befinde mich|sind)\b(?:[^.\n]|(?<=\d)\.){0,60}\b(?:abwesend|im (?:\p{L}+ )?urlaub|in urlaub|außer haus|nicht (?:im (?:büro|hause?)|erreichbar|anwesend|am arbeitsplatz))|\bnicht im büro\b|(?:e-?mails?|nachrichten?) (?:wird|werden) nicht (?:automatisch )?weitergeleitet|(?:automatisch|automatisiert)e (?:antwort|nachricht)/iu,
  /\b(?:suis|serai|sera)\s[^.\n]{0,40}\b(?:absente?|en cong[ée]s?|en vacances|en déplacement|hors du bureau)\b|(?:réponse|message) automatique/i,
  /\b(?:estoy|estaré|me encuentro|me encontraré)\s[^.\n]{0,40}(?:fuera de (?:la )?oficina|ausente|de vacaciones|de baja)|(?:respuesta|mensaje) autom[áa]tic/i,
  /\b(?:sono|sarò|saremo)\s[^.\n]{0,40}\b(?:assente|fuori (?:ufficio|sede)|in ferie|in vacanza)|(?:risposta|messaggio) automatic/i,
  /\b(?:estou|estarei|encontro-me|encontrar-me-ei)\s[^.\n]{0,40}(?:ausente|fora do escritório|de férias|em férias|de licença)|(?:resposta|mensagem) autom[áa]tica/i,
  /\b(?:ben|ik ben)\b[^.\n]{0,40}\b(?:afwezig|niet (?:op kantoor|aanwezig|bereikbaar)|met (?:vakantie|verlof)|op vakantie)|automatisch(?:e)? (?:antwoord|bericht)/i,
  /不在にして|不在と(?:なり|させ)|休暇(?:中|を(?:いただ|頂|取得))|外出(?:中|して(?:おり|い))|夏季休業|自動(?:返信|応答)|自動的に(?:返信|送信)/u,
];

export function tellsOfAbsence(text: string): boolean {
  return ABSENCE_WORDS.some((words) => words.test(text)) || says('absence', text);
}
