import { Tokenizer } from 'htmlparser2';

/** Elements that begin a new line. */
const BLOCKS: ReadonlySet<string> = new Set(
  'address article blockquote br dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre section table td th tr ul'.split(' '),
);
const UNSEEN: ReadonlySet<string> = new Set(['script', 'style', 'title']);

/**
 * The words of an HTML document, one line for each block and table cell. Linear in its length: it works on the tokens,
 * as building a tree of hostile nesting is not. Makes no attempt at layout.
 */
export function htmlToText(html: string): string {
  let text = '';
  let unseen: string | null = null;
  const tag = (start: number, end: number): string => {
    const name = html.slice(start, Math.min(end, start + 16)).toLowerCase();
    if (BLOCKS.has(name)) text += '\n';
    return name;
  };
  const ignore = (): void => undefined;
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      onopentagname(start, end) {
        const name = tag(start, end);
        if (UNSEEN.has(name)) unseen = name;
      },
      onclosetag(start, end) {
        if (tag(start, end) === unseen) unseen = null;
      },
      ontext(start, end) {
        if (unseen === null) text += html.slice(start, end).replace(/\s+/g, ' ');
      },
      ontextentity(codePoint) {
        if (unseen === null) text += codePoint === NO_BREAK_SPACE ? ' ' : String.fromCodePoint(codePoint);
      },
      onattribdata: ignore,
      onattribentity: ignore,
      onattribend: ignore,
      onattribname: ignore,
      oncdata: ignore,
      oncomment: ignore,
      ondeclaration: ignore,
      onend: ignore,
      onopentagend: ignore,
      onprocessinginstruction: ignore,
      onselfclosingtag: ignore,
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  return text;
}

const NO_BREAK_SPACE = 0xa0;
