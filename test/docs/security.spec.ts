import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const ROOT = new URL('../../', import.meta.url);

it('every line of what an attacker can do names a test, and every test that is named exists', () => {
  const text = readFileSync(new URL('docs/security.md', ROOT), 'utf8');
  const rows = text.split('\n').filter((line) => line.startsWith('| ') && !/^\| (-|.*held by)/.test(line));
  expect(rows.length).toBeGreaterThan(30);
  for (const row of rows) {
    const held = row.split('|').at(-2) ?? '';
    const tests = [...held.matchAll(/`([^`]+\.spec\.ts)`/g)].map(([, path = '']) => path);
    expect(tests, row).not.toEqual([]);
    for (const path of tests) {
      expect(existsSync(new URL(path.startsWith('src/') ? path : `test/${path}`, ROOT)), path).toBe(true);
    }
  }
});
