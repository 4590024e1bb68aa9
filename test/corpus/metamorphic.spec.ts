import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileRuleset, parseRuleset } from '../../src/classification/index.js';
import { interpret } from '../../src/interpretation/index.js';
import { FORWARDED, METAMORPHOSES, type Metamorphosis } from './metamorphoses.js';

const FIXTURES = join(import.meta.dirname, '../fixtures');
const CORPORA = ['CORPUS_DIR', 'CORPUS_MTA_DIR', 'CORPUS_WORDINGS_DIR', 'CORPUS_FIELD_DIR'].flatMap((variable) => {
  const directory = process.env[variable];
  return directory === undefined || directory === '' ? [] : [[variable, directory] as const];
});

/** Directories of mails, by the name that a failure shows. */
const DIRECTORIES: readonly (readonly [name: string, directory: string])[] = [
  ['test/fixtures/mails', join(FIXTURES, 'mails')],
  ['test/fixtures/kinds', join(FIXTURES, 'kinds')],
  ...CORPORA.flatMap(([variable, directory]) => [
    [variable, directory] as const,
    [`${variable}/mails`, join(directory, 'mails')] as const,
  ]),
];

/** Damage hangs on the form: these mails have no other. */
const DAMAGED = /^damaged-|damaged/;

const classifier = (() => {
  const parsed = parseRuleset(readFileSync(new URL('../../rulesets/default.yaml', import.meta.url), 'utf8'));
  if (!parsed.ok) throw new Error('the default ruleset has problems');
  return compileRuleset(parsed.ruleset, 1);
})();

/** Who failed, how, and what is thought of it. */
function essence(mail: string): { readonly kind: string; readonly recipients: readonly object[] } {
  const { kind, recipients } = interpret(Buffer.from(mail, 'latin1'));
  return {
    kind,
    recipients: recipients.map((facts) => {
      const { type, reason } = classifier.classify(facts);
      const { recipient, originalRecipient, action, status, smtpCode } = facts;
      return { recipient, originalRecipient, action, status, smtpCode, type, reason };
    }),
  };
}

function mailsIn(directory: string): readonly (readonly [file: string, mail: string])[] {
  let files: string[];
  try {
    files = readdirSync(directory);
  } catch {
    return [];
  }
  return files
    .filter((file) => file.endsWith('.eml') && !DAMAGED.test(file))
    .map((file) => [file, readFileSync(join(directory, file), 'latin1').replace(/\r+\n/g, '\n')] as const);
}

/** The mails that another form makes say something else. */
function differing(
  mails: readonly (readonly [file: string, mail: string])[],
  { of }: Metamorphosis,
): readonly string[] {
  return mails.flatMap(([file, mail]) => {
    const other = of(mail);
    if (other === null) return [];
    const [before, after] = [essence(mail), essence(other)].map((said) => JSON.stringify(said));
    return before === after ? [] : [`${file}: ${before ?? ''} became ${after ?? ''}`];
  });
}

describe.each(DIRECTORIES)('the same report of %s', (_, directory) => {
  const mails = mailsIn(directory);
  const reports = mails.filter(([, mail]) => isSystemsReport(mail));

  it.each(METAMORPHOSES)('gives the same recipients and verdicts $name', (metamorphosis) => {
    expect(differing(mails, metamorphosis)).toEqual([]);
  });

  it.each(FORWARDED)('gives the same recipients and verdicts where a person forwards it $name', (metamorphosis) => {
    expect(differing(reports, metamorphosis)).toEqual([]);
    const facts = reports.flatMap(
      ([, mail]) => interpret(Buffer.from(metamorphosis.of(mail) ?? '', 'latin1')).recipients,
    );
    expect(facts.every(({ forwarded }) => forwarded === true)).toBe(true);
  });
});

/** A bounce or a delay that a mail system wrote, and that nobody forwards yet. */
function isSystemsReport(mail: string): boolean {
  const read = interpret(Buffer.from(mail, 'latin1'));
  const isReport = read.kind === 'bounce' || read.kind === 'delay';
  return (
    isReport &&
    /^return-path:\s*<\s*>/im.test(mail.split('\n\n', 1)[0] ?? '') &&
    read.recipients.every(({ forwarded }) => forwarded !== true)
  );
}
