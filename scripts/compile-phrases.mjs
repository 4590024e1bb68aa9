#!/usr/bin/env node
// Writes rulesets/phrases.yaml as the module that interpretation is compiled with. usage: npm run phrases
import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';

const KINDS = ['failed', 'delayed', 'answer', 'office', 'holiday', 'absence', 'opened', 'read', 'challenge'];
const WIDTH = 120;

const { languages } = parse(readFileSync(new URL('../rulesets/phrases.yaml', import.meta.url), 'utf8'));

/** The phrases of a kind, each once, in the document's order, on lines of like length. */
function table(kind) {
  const lines = [''];
  for (const phrase of new Set(languages.flatMap((language) => language[kind] ?? []))) {
    const longer = lines.at(-1) === '' ? phrase : `${lines.at(-1)} | ${phrase}`;
    if (longer.length <= WIDTH) lines[lines.length - 1] = longer;
    else {
      lines[lines.length - 1] += ' |';
      lines.push(phrase);
    }
  }
  return `  ${kind}: \`\n${lines.join('\n')}\`,\n`;
}

writeFileSync(
  new URL('../src/interpretation/phrases/phrase-tables.ts', import.meta.url),
  `import type { PhraseKind } from './phrase-kinds.js';

// Made of rulesets/phrases.yaml by \`npm run phrases\`: change it there.

/** For each kind its phrases in all languages, between bars. */
export const PHRASE_TABLES: Readonly<Record<PhraseKind, string>> = {
${KINDS.map(table).join('')}};
`,
);
