/** A label in any language, and what it labels: `Grund: Postfach voll`. */
const LABELLED = /^\s{0,8}(\p{L}[^:：@<>]{1,40}?)\s{0,3}[:：]\s{0,8}(\S.{2,300})$/u;
/** Labels of what is not a reason, in the languages in which servers write without tables of words. */
const OTHER =
  /^(?:subject|date|from|sender|sent|size|message-?id|betreff|datum|von|absender|objet|de|asunto|fecha|тема|от|дата)$/i;
/** The longest block of labels, in lines. */
const MAX_LINES = 8;

/**
 * What stands labelled in the same block of labelled lines as an address: with one line each for whom and why, the
 * other says why.
 */
export function labelledReason(lines: readonly string[], line: number): string | null {
  if (!LABELLED.test((lines[line] ?? '').slice(0, 400))) return null;
  let start = line;
  while (start > 0 && line - start < MAX_LINES && LABELLED.test((lines[start - 1] ?? '').slice(0, 400))) start--;
  let end = line + 1;
  while (end - line < MAX_LINES && LABELLED.test((lines[end] ?? '').slice(0, 400))) end++;
  const others = lines.slice(start, end).flatMap((text, index) => {
    const [, label = '', value = ''] = LABELLED.exec(text) ?? [];
    return start + index === line || OTHER.test(label) || value.includes('@') ? [] : [value];
  });
  return others.length === 0 ? null : others.join('\n');
}
