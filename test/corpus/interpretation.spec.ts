import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { interpret } from '../../src/interpretation/index.js';
import { labelledMails, scoreOf, type Scores } from './scores.js';

/**
 * Scores interpretation against labelled mails that are no part of the project, in both forms of their line ends. The floors are
 * what was reached (in percent; counts for what must not happen): a change that falls below them made the reading worse.
 */
const CORPORA: readonly { variable: string; least: Partial<Scores>; most: Partial<Scores> }[] = [
  {
    variable: 'CORPUS_DIR',
    least: { kinds: 98.3, recipients: 97.4, status: 99.3, smtpCode: 99, permanence: 98, messageId: 98 },
    most: { falsePositives: 0, spurious: 4 },
  },
  {
    variable: 'CORPUS_MTA_DIR',
    least: { kinds: 100, recipients: 100, status: 100, smtpCode: 98.5, permanence: 97.4, messageId: 100 },
    most: { falsePositives: 0, spurious: 0 },
  },
];

const FORMS = [
  ['LF', (mail: string) => mail.replace(/\r+\n/g, '\n')],
  ['CRLF', (mail: string) => mail.replace(/\r*\n/g, '\r\n')],
] as const;

describe.each(CORPORA)('interpretation of the labelled mails of $variable', ({ variable, least, most }) => {
  const directory = process.env[variable];
  const why = directory === undefined ? ` (skipped: ${variable} names no directory of labelled mails)` : '';

  it.skipIf(directory === undefined).each(FORMS)(
    `is as good as before with %s line ends${why}`,
    async (form, withLineEnds) => {
      const mails = labelledMails(directory ?? '');
      const readings = await Promise.all(
        mails.map(async (label) => {
          const bytes = readFileSync(join(directory ?? '', label.file), 'latin1');
          return { label, reading: await interpret(Buffer.from(withLineEnds(bytes), 'latin1')) };
        }),
      );
      const scores = scoreOf(readings);
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
