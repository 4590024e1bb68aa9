/**
 * How mail programs mark a reply, as far as the marks differ from those of what is forwarded: an answer reports on
 * nothing.
 */
const REPLY =
  /^\s*\[?(?:re|aw|antw|sv|vs|ref|rif|r|res|odp|vá|vast|ynt|atb|ats|απ|σχετ|отв(?:ет)?|відп|на|bls|回复|回覆|答复|答覆|返信|답장|회신|ตอบ(?:กลับ)?|trả lời|رد|תשובה|השב)\s?(?:\[\d{1,3}\])?\s?[:：]/iu;
/** Marks of what is forwarded, in the languages of widespread mail programs. */
const FORWARDED = /^\s*\[?(?:fwd?|wg|tr|rv|enc|i|doorst|vb|vl|pd|ilt|i̇lt|πρθ|转发|轉寄|転送|전달)\s?[:：]\s*/iu;
/** Of what goes to many: newsletters, mailing lists, trackers. */
const LIST_FIELDS = ['list-id', 'list-unsubscribe', 'list-post'];

export function isReply(subject: string): boolean {
  return REPLY.test(subject);
}

/** The subject without the mark of what is forwarded; null where it has none. */
export function forwardedSubject(subject: string): string | null {
  return FORWARDED.test(subject) ? subject.replace(FORWARDED, '') : null;
}

export function isToMany(headers: { readonly has: (name: string) => boolean }): boolean {
  return LIST_FIELDS.some((name) => headers.has(name));
}
