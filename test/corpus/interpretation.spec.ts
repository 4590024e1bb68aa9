import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { interpret } from '../../src/interpretation/index.js';
import { KNOWN_DIFFERENCES } from './known-differences.js';
import { agrees, labelledMails, scoreOf, type Scores } from './scores.js';

/**
 * Scores interpretation against labelled mails that are no part of the project, in both forms of their line ends. The
 * floors are what was reached (in percent; counts for what must not happen): a change that falls below them made the
 * reading worse.
 */
const CORPORA: readonly { variable: string; least: Partial<Scores>; most: Partial<Scores> }[] = [
  {
    variable: 'CORPUS_DIR',
    least: { kinds: 99.6, recipients: 99.4, status: 99.7, smtpCode: 99.4, permanence: 98.2, messageId: 98.7 },
    most: { falsePositives: 0, spurious: 2 },
  },
  {
    variable: 'CORPUS_MTA_DIR',
    least: { kinds: 100, recipients: 100, status: 100, smtpCode: 98.6, permanence: 97.5, messageId: 100 },
    most: { falsePositives: 0, spurious: 0 },
  },
  {
    variable: 'CORPUS_WORDINGS_DIR',
    least: { kinds: 98, recipients: 99, status: 100, smtpCode: 100, messageId: 98 },
    most: { falsePositives: 0, spurious: 0 },
  },
];

const nameOf = (file: string): string => basename(file, '.eml');

const FORMS = [
  ['LF', (mail: string) => mail.replace(/\r+\n/g, '\n')],
  ['CRLF', (mail: string) => mail.replace(/\r*\n/g, '\r\n')],
] as const;

describe.each(CORPORA)('interpretation of the labelled mails of $variable', ({ variable, least, most }) => {
  const directory = process.env[variable];
  const why = directory === undefined ? ` (skipped: ${variable} names no directory of labelled mails)` : '';

  it.skipIf(directory === undefined).each(FORMS)(
    `is as good as before with %s line ends${why}`,
    (form, withLineEnds) => {
      const mails = labelledMails(directory ?? '');
      const readings = mails.map((label) => {
        const bytes = readFileSync(join(directory ?? '', label.file), 'latin1');
        return { label, reading: interpret(Buffer.from(withLineEnds(bytes), 'latin1')) };
      });
      const scores = scoreOf(readings);
      const agreeing = readings.filter(agrees).map(({ label }) => nameOf(label.file));
      expect.soft(agreeing.filter((name) => name in KNOWN_DIFFERENCES)).toEqual([]);
      console.info(`${variable} (${form}): ${JSON.stringify(scores)}`);
      expect(scores.mails).toBe(mails.length);
      for (const [name, floor] of Object.entries(least)) {
        expect.soft(scores[name as keyof Scores], name).toBeGreaterThanOrEqual(floor);
      }
      for (const [name, ceiling] of Object.entries(most)) {
        expect.soft(scores[name as keyof Scores], name).toBeLessThanOrEqual(ceiling);
      }
    },
  );
});
