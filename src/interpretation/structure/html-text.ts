import { Parser } from 'htmlparser2';

const LINE_BREAKING = new Set([
  'br',
  'p',
  'div',
  'tr',
  'li',
  'h1',
  'h2',
  'h3',
  'h4',
  'table',
  'pre',
  'blockquote',
  'hr',
]);
const SILENT = new Set(['style', 'script', 'title', 'head']);

/** The words of an HTML document, one line for each block. Linear in its length; makes no attempt at layout. */
export function htmlToText(html: string): string {
  let text = '';
  let silent = 0;
  const parser = new Parser({
    onopentagname(name) {
      if (LINE_BREAKING.has(name)) text += '\n';
      else if (name === 'td') text += ' ';
      if (SILENT.has(name)) silent++;
    },
    onclosetag(name) {
      if (SILENT.has(name)) silent = Math.max(0, silent - 1);
      if (LINE_BREAKING.has(name) && name !== 'br') text += '\n';
    },
    ontext(words) {
      if (silent === 0) text += words.replace(/\s+/g, ' ');
    },
  });
  parser.end(html);
  return text.replaceAll('\u00a0', ' ');
}
