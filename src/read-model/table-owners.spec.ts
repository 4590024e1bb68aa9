import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

/**
 * The tables of the read model: which slice owns each, which is to say creates and writes it, and which others read it.
 * The slices share one database, so a statement can reach any table; this list, held against every SQL text of the
 * source, is what keeps them apart.
 */
const TABLES: Readonly<Record<string, { readonly owner: string; readonly readers: readonly string[] }>> = {
  awaited: { owner: 'read-model/correlation', readers: [] },
  campaign_totals: { owner: 'read-model/campaigns', readers: [] },
  campaigns: { owner: 'read-model/campaigns', readers: ['read-model/correlation'] },
  checkpoint: { owner: 'read-model/engine', readers: [] },
  correlations: {
    owner: 'read-model/correlation',
    readers: ['read-model/bounces', 'read-model/campaigns', 'read-model/recipients', 'read-model/suppressions'],
  },
  decisions: { owner: 'read-model/recipients', readers: ['read-model/suppressions'] },
  feed: { owner: 'read-model/feed', readers: [] },
  feed_former_facts: { owner: 'read-model/feed', readers: [] },
  findings: {
    owner: 'read-model/bounces',
    readers: [
      'read-model/correlation',
      'read-model/feed',
      'read-model/mails',
      'read-model/recipients',
      'read-model/suppressions',
      'read-model/undetermined',
    ],
  },
  mailbox_failures: { owner: 'read-model/mailboxes', readers: [] },
  mailboxes: { owner: 'read-model/mailboxes', readers: [] },
  mails: {
    owner: 'read-model/bounces',
    readers: ['read-model/mails', 'read-model/recipients', 'read-model/suppressions'],
  },
  policy: { owner: 'read-model/recipients', readers: [] },
  recipients: { owner: 'read-model/recipients', readers: ['read-model/suppressions'] },
  reclassification_runs: { owner: 'read-model/bounces', readers: ['history/reclassification'] },
  reinterpretations: { owner: 'read-model/bounces', readers: [] },
  reinterpreted_events: { owner: 'read-model/bounces', readers: [] },
  reporting_mtas: { owner: 'read-model/reporting-mtas', readers: [] },
  retrieval_failures: { owner: 'read-model/mailboxes', readers: [] },
  send_batches: { owner: 'read-model/campaigns', readers: ['read-model/correlation'] },
  sends: { owner: 'read-model/campaigns', readers: ['read-model/correlation'] },
  sends_by_domain: { owner: 'read-model/campaigns', readers: [] },
  staged_sends: { owner: 'read-model/campaigns', readers: [] },
  staged_verdicts: { owner: 'read-model/bounces', readers: [] },
  superseded_verdicts: { owner: 'read-model/bounces', readers: [] },
  suppression_imports: { owner: 'read-model/recipients', readers: ['read-model/suppressions'] },
  undetermined_bounces: { owner: 'read-model/undetermined', readers: [] },
  undetermined_clusters: { owner: 'read-model/undetermined', readers: [] },
  undetermined_providers: { owner: 'read-model/undetermined', readers: [] },
  verdicts: {
    owner: 'read-model/bounces',
    readers: ['history/reclassification', 'read-model/campaigns', 'read-model/recipients', 'read-model/suppressions'],
  },
};

interface Access {
  readonly slice: string;
  readonly table: string;
  readonly does: 'creates' | 'writes' | 'reads';
}

const WRITES = /\b(?:INSERT(?: OR \w+)? INTO|UPDATE(?! SET)|DELETE FROM)\s+(?:main\.)?([a-z_]+)\b/g;
const READS = /\b(?:FROM|JOIN)\s+(?:main\.)?([a-z_]+)\b/g;
const CREATES = /\bCREATE TABLE ([a-z_]+)\b/g;

/** Every text of a source file, with a question mark for what is put into it. */
function textsOf(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) texts.push(node.text);
    else if (ts.isTemplateExpression(node)) {
      texts.push([node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join(' ? '));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return texts;
}

function accessesOf(file: string): Access[] {
  const [, slice = ''] = /^src\/((?:read-model|history)\/[^/]+)\//.exec(file) ?? [];
  return textsOf(file).flatMap((sql) => {
    const found = (pattern: RegExp, text: string, does: Access['does']): Access[] =>
      Array.from(text.matchAll(pattern), ([, table = '']) => ({ slice, table, does }));
    const written = found(WRITES, sql, 'writes');
    // What is deleted from a table is not read from it.
    return [...found(CREATES, sql, 'creates'), ...written, ...found(READS, sql.replaceAll('DELETE FROM', ''), 'reads')];
  });
}

const accesses = globSync('src/{read-model,history}/**/*.ts')
  .filter((file) => !file.endsWith('.spec.ts'))
  .flatMap(accessesOf);
const created = new Set(accesses.filter(({ does }) => does === 'creates').map(({ table }) => table));

describe('a table of the read model', () => {
  it('is in the list', () => {
    expect(Object.keys(TABLES).sort()).toEqual([...created].sort());
  });

  it.each(Object.entries(TABLES))(
    '%s is created and written by its owner alone, and read by those named',
    (table, { owner, readers }) => {
      const of = accesses.filter((access) => access.table === table);
      const by = (...does: readonly Access['does'][]) =>
        [...new Set(of.filter((access) => does.includes(access.does)).map(({ slice }) => slice))].sort();
      expect(by('creates', 'writes')).toEqual([owner]);
      expect(by('reads').filter((slice) => slice !== owner)).toEqual([...readers].sort());
    },
  );
});
