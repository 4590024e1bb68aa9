import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findFormat, readList, readSuppression, type ListFormatName } from '../../src/lists/index.js';
import { NOW } from '../support/temporary-ledger.js';

const FIXTURES = join(import.meta.dirname, '../fixtures/lists');
const FIRST = '2025-03-01T10:00:00.000Z';

/**
 * Of each file, which was made by hand in the service's documented columns: its rows as `address kind reason since`.
 */
const EXPORTS: Readonly<Record<string, readonly [ListFormatName, ...(readonly string[])]>> = {
  'ses.csv': [
    ...(['ses', 'ana@example.com hard-bounce null 2025-03-01T10:00:00.123Z'] as const),
    'bo@example.org complaint null 2025-03-03T11:06:40.500Z',
  ],
  'ses.ndjson': [
    ...(['ses', `ana@example.com hard-bounce null ${FIRST}`] as const),
    'bo@example.org complaint null 2025-03-02T10:00:00.000Z',
  ],
  'ses-bulk-import.csv': ['ses', 'ana@example.com hard-bounce null null', 'bo@example.org complaint null null'],
  'sendgrid-bounces.csv': [
    'sendgrid',
    `ana@example.com hard-bounce 550 5.1.1 The email account that you tried to reach does not exist, try again ${FIRST}`,
  ],
  'sendgrid-spam-reports.csv': ['sendgrid', `ana@example.com complaint null ${FIRST}`],
  'sendgrid-invalid-emails.csv': [
    'sendgrid',
    `ana@example.invalid hard-bounce Mail domain mentioned in email address is unknown ${FIRST}`,
  ],
  'sendgrid-unsubscribes.csv': ['sendgrid', `ana@example.com unsubscribe null ${FIRST}`],
  'sendgrid-group-unsubscribes.csv': ['sendgrid', `ana@example.com unsubscribe Weekly news ${FIRST}`],
  'mailgun-bounces.csv': ['mailgun', `ana@example.com hard-bounce 550 No such mailbox ${FIRST}`],
  'mailgun-unsubscribes.csv': ['mailgun', `ana@example.com unsubscribe null ${FIRST}`],
  'mailgun-complaints.csv': ['mailgun', `ana@example.com complaint null ${FIRST}`],
  'postmark.csv': [
    ...(['postmark', `ana@example.com hard-bounce HardBounce Recipient ${FIRST}`] as const),
    'bo@example.org complaint SpamComplaint Recipient 2025-03-02T10:00:00.000Z',
    'cy@example.com unsubscribe ManualSuppression Recipient 2025-03-03T10:00:00.000Z',
    'dee@example.com manual ManualSuppression Customer 2025-03-04T10:00:00.000Z',
  ],
  'sparkpost.csv': [
    ...(['sparkpost', `ana@example.com hard-bounce 550: 5.1.1 no such user Bounce Rule ${FIRST}`] as const),
    `bo@example.org complaint MBL: abuse Spam Complaint ${FIRST}`,
    `cy@example.com unsubscribe List Unsubscribe ${FIRST}`,
    `dee@example.com unsubscribe asked Manually Added ${FIRST}`,
    `eve@example.com manual asked Manually Added ${FIRST}`,
    `fay@example.com manual Compliance ${FIRST}`,
  ],
  'sparkpost-import.csv': [
    ...(['sparkpost', 'ana@example.com manual gone null'] as const),
    'bo@example.org unsubscribe asked null',
    'line 4: not-suppressed',
  ],
  'listmonk-subscribers.csv': [
    ...(['listmonk', 'ana@example.com manual blocklisted 2025-03-01T10:00:00.500Z'] as const),
    'line 3: not-suppressed',
  ],
  'listmonk-bounces.csv': [
    ...(['listmonk', `ana@example.com hard-bounce postmark ${FIRST}`] as const),
    ...['line 3: not-suppressed', `cy@example.com complaint ses ${FIRST}`],
  ],
};

async function read(bytes: Buffer, from: ListFormatName | null): Promise<readonly string[]> {
  const list = await readList([bytes]);
  const { format, names, isGuarded } = findFormat(list, from);
  const lines: string[] = [format.name];
  for await (const rows of list.rows(names)) {
    for (const row of rows) {
      const reading = { format, isGuarded, kind: null, source: null, now: NOW };
      const outcome = 'error' in row ? row : readSuppression(row, reading);
      if ('error' in outcome) lines.push(`line ${row.line}: ${outcome.error}`);
      else if ('passedOver' in outcome) lines.push(`line ${row.line}: ${outcome.passedOver}`);
      else lines.push(`${outcome.address} ${outcome.kind} ${String(outcome.reason)} ${String(outcome.since)}`);
    }
  }
  return lines;
}

describe('an export of a service', () => {
  it('is there for each file', () => {
    expect(readdirSync(FIXTURES).sort()).toEqual(Object.keys(EXPORTS).sort());
  });

  it.each(Object.entries(EXPORTS))('%s is known by its header, and under its name', async (file, expected) => {
    const bytes = readFileSync(join(FIXTURES, file));
    expect(await read(bytes, null)).toEqual(expected);
    expect(await read(bytes, expected[0])).toEqual(expected);
  });

  it.each(Object.entries(EXPORTS).filter(([file]) => !/bulk-import|ndjson/.test(file)))(
    '%s is known in any order of its columns, in any spelling of their names',
    async (file, expected) => {
      const [header = '', ...rows] = readFileSync(join(FIXTURES, file), 'utf8')
        .replace('\ufeff', '')
        .trimEnd()
        .split(/\r?\n/);
      // No row of these has a quoted field that would have to be moved whole.
      if (rows.some((row) => row.includes('"'))) return;
      const turned = [header.toUpperCase().replaceAll('_', ' '), ...rows].map((row) =>
        row.split(',').reverse().join(','),
      );
      expect(await read(Buffer.from(turned.join('\n')), null)).toEqual(expected);
    },
  );

  it('of another service than the one that is named is refused', async () => {
    const bytes = readFileSync(join(FIXTURES, 'postmark.csv'));
    await expect(read(bytes, 'mailgun')).rejects.toThrow(/^line 1: the columns are not those of an export of mailgun/);
  });

  it('with a kind that is not known says so by line', async () => {
    expect(await read(Buffer.from('EmailAddress,Reason\nana@example.com,SOFT\n'), null)).toEqual([
      'ses',
      'line 2: "soft" is not a kind of suppression',
    ]);
  });
});
