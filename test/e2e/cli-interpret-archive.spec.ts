import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { jsonLines, runCli } from '../support/run-cli.js';
import { temporaryDirectory } from '../support/temporary-ledger.js';

const FIXTURES = fileURLToPath(new URL('../fixtures/mails/', import.meta.url));
/** More than are read before threads are started. */
const MAILS = 1_500;

describe('bounce-ledger interpret of an archive', () => {
  it('prints for each of many mails, in their order, what it prints for one, and tells in its place what cannot be read', async () => {
    const mails = readdirSync(FIXTURES).map((name) =>
      readFileSync(join(FIXTURES, name), 'latin1')
        .replace(/\r\n/g, '\n')
        .replace(/^From /gm, '>From ')
        .trimEnd(),
    );
    const archive = join(temporaryDirectory(), 'archive.mbox');
    const separator = 'From x@x.example Thu Jan  1 00:00:00 2026\n';
    const parts = Array.from({ length: MAILS }, (_, index) => `${separator}${mails[index % mails.length] ?? ''}\n\n`);
    writeFileSync(archive, parts.join(''), 'latin1');

    const { exitCode, output, errors } = await runCli(['interpret', '--json', archive, '/nowhere.eml', archive]);
    const lines = jsonLines(output);
    expect(errors).toBe('');
    expect(exitCode).toBe(1);
    expect(lines).toHaveLength(2 * MAILS + 1);
    expect(lines.slice(0, MAILS).map(({ file }) => file)).toEqual(parts.map((_, index) => `${archive}#${index + 1}`));
    expect(lines[MAILS]).toEqual({ file: '/nowhere.eml', error: 'no such file' });
    expect(lines.slice(MAILS + 1)).toEqual(lines.slice(0, MAILS));
    const asOne = lines.slice(0, mails.length).map(({ file: _, ...said }) => said);
    lines.slice(0, MAILS).forEach(({ file: _, ...said }, index) => {
      expect(said).toEqual(asOne[index % mails.length]);
    });
  });
});
