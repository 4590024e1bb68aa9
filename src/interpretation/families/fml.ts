import { firstAddressIn } from '../facts/addresses.js';
import { returnedHeader } from '../facts/returned-message.js';
import type { Mail } from '../structure/mail.js';
import type { Evidence, Family, Reading } from './family.js';

/**
 * Subjects under which fml tells that it did not pass an article on to its list. Its other answers are results of
 * commands.
 */
const REFUSED =
  /\bnot (?:a )?members?\b|\bloop (?:alert|back)\b|\bduplicated?\b|\b(?:rejected|refused|denied|illegal|invalid|ignored|too (?:big|large))\b|\berror\b/i;

/** The mailing list server fml, which answers an article that it does not distribute in its own words. */
export const fml: Family = {
  name: 'fml',

  recognise({ headers }: Mail): Evidence | null {
    return /^fml\b/i.test(headers.first('x-mlserver') ?? '') ? 'likely' : null;
  },

  read(mail: Mail): Reading | null {
    if (!REFUSED.test(mail.headers.first('subject') ?? '')) return null;
    const words = mail.ownWords.trim().split(/\n\s*\n/, 1)[0] ?? '';
    // The list stands in angle brackets where fml tells what became of the article.
    const list = firstAddressIn(/<[^<>\s]{1,320}@[^<>\s]{1,255}>/.exec(words)?.[0] ?? '');
    if (list === null) return null;
    return {
      kind: 'delivery',
      recipients: [{ recipient: list, action: 'failed', diagnostic: words }],
      returned: returnedHeader(mail),
    };
  },
};
