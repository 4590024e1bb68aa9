import { quotedReply } from '../../events/index.js';
import { onOneLine } from './diagnostic-text.js';
import { maskNames } from './mask-names.js';

/** A text as patterns see it. All its forms have the same length: a place in one is the same place in the others. */
export interface SearchedLine {
  /** On one line, as a verdict shows it. */
  readonly shown: string;
  /** With the words of `NO_SUCH_USER` apart. */
  readonly words: string;
  /** The same, with what stands inside mail addresses and behind the host of a URL masked. */
  readonly masked: string;
}

/** A diagnostic as rules look at it. */
export interface SearchedDiagnostic {
  /** The server's own reply: the innermost that the diagnostic quotes, or all of it where it quotes none. */
  readonly reply: string;
  /** What stands around a quoted reply: a gateway's gloss, its code, who said it when. Empty where none is quoted. */
  readonly frame: string;
}

/** Parts a diagnostic into the server's own reply and what others have put around it. */
export function partDiagnostic(diagnostic: string): SearchedDiagnostic {
  const quoted = quotedReply(diagnostic);
  if (quoted === null) return { reply: onOneLine(diagnostic), frame: '' };
  return {
    reply: onOneLine(diagnostic.slice(quoted.start, quoted.end)),
    frame: onOneLine(`${diagnostic.slice(0, quoted.start)} ${diagnostic.slice(quoted.end)}`),
  };
}

const JOINED_WORDS = /(?<=[A-Z])_(?=[A-Z])/gu;

export function searchedLine(shown: string): SearchedLine {
  const words = shown.includes('_') ? shown.replace(JOINED_WORDS, ' ') : shown;
  return { shown, words, masked: maskNames(words) };
}
