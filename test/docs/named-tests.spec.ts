import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const NAMED = /`((?:test|src)\/[\w./-]+)`/gu;

const documents = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md'));

describe('the documents', () => {
  it.each(documents)('%s names only files and folders that exist', (document) => {
    const named = [...readFileSync(join(ROOT, 'docs', document), 'utf8').matchAll(NAMED)].map(([, path = '']) => path);
    expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('name a test for each promise of the README', () => {
    const rows = readFileSync(join(ROOT, 'docs/promises.md'), 'utf8').split('\n').slice(7);
    expect(rows.filter((row) => row !== '' && !/`(?:test|src)\//u.test(row))).toEqual([]);
  });
});
