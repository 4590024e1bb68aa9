/**
 * What JSON.stringify leaves as it is, and a terminal, a log viewer or an editor acts on: DEL and C1 controls, marks
 * that reorder or hide text (Unicode TR 9, TR 36), and the two separators that end a line in JavaScript.
 */
const UNSAFE = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu;
const NOT_PLAIN = /[^ -~]/;

/**
 * JSON in which no character of a string does anything but stand there: the others are escaped. The value is the same.
 */
export function encodeJson(value: unknown): string {
  return escapeJson(JSON.stringify(value));
}

/** The same JSON, whose strings hold nothing that acts on whoever shows it. */
function escapeJson(json: string): string {
  // Most JSON is ASCII, and a look is quicker than a replacement.
  return NOT_PLAIN.test(json) ? json.replace(UNSAFE, escaped) : json;
}

function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    return `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
  }).join('');
}
