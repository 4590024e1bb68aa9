import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { findFormat, readList, readSuppression, UnusableListError, type ListFormatName } from './index.js';

const NOW = new Date('2026-11-21T10:00:00.000Z');

interface Read {
  readonly format: string;
  readonly entries: readonly object[];
  readonly errors: readonly string[];
  readonly passedOver: readonly string[];
}

/** All of a list, whose bytes come in chunks of this size. */
async function read(
  text: string | Buffer,
  { chunk = 1 << 20, from = null }: { readonly chunk?: number; readonly from?: ListFormatName | null } = {},
): Promise<Read> {
  const bytes = Buffer.from(text);
  const chunks = Array.from({ length: Math.ceil(bytes.length / chunk) }, (_, index) =>
    bytes.subarray(index * chunk, (index + 1) * chunk),
  );
  const list = await readList(chunks);
  const { format, names, isGuarded } = findFormat(list, from);
  const reading = { format, isGuarded, kind: null, source: null, now: NOW };
  const [entries, errors, passedOver]: [object[], string[], string[]] = [[], [], []];
  for await (const rows of list.rows(names)) {
    for (const row of rows) {
      const outcome = 'error' in row ? row : readSuppression(row, reading);
      if ('error' in outcome) errors.push(`line ${row.line}: ${outcome.error}`);
      else if ('passedOver' in outcome) passedOver.push(`line ${row.line}: ${outcome.passedOver}`);
      else entries.push(outcome);
    }
  }
  return { format: format.name, entries, errors, passedOver };
}

const addresses = ({ entries }: Read) => entries.map((entry) => (entry as { readonly address: string }).address);
const ANA = { address: 'ana@example.com', kind: 'manual', reason: null, since: null, source: null };

describe('a list', () => {
  const rows = 'email,kind,reason,since,source\nAna@EXAMPLE.com,unsubscribe,"one, two ""three""",2025-03-01,web\n';
  const entry = {
    address: 'ana@example.com',
    kind: 'unsubscribe',
    reason: 'one, two "three"',
    since: '2025-03-01T00:00:00.000Z',
    source: 'web',
  };

  it.each([
    ['as it is', Buffer.from(rows)],
    ['with a byte order mark', Buffer.from(`\ufeff${rows}`)],
    ['with CRLF', Buffer.from(rows.replaceAll('\n', '\r\n'))],
    ['without a line feed at its end', Buffer.from(rows.trimEnd())],
    ['compressed', gzipSync(rows)],
    ['compressed in two members', Buffer.concat([gzipSync(rows.slice(0, 20)), gzipSync(rows.slice(20))])],
    ['with blank lines', Buffer.from(`\n\n${rows.replaceAll('\n', '\n\n')}`)],
    [
      'with its columns in another order',
      Buffer.from('Source;Since;Reason;Kind;E-Mail\nweb;2025-03-01;"one, two ""three""";Unsubscribe;ana@example.com'),
    ],
    [
      'separated by tabs',
      Buffer.from('since\tsource\temail\treason\ttype\n2025-03-01\tweb\tana@example.com\tone, two "three"\tOpt-Out'),
    ],
    ['as NDJSON', Buffer.from(`${JSON.stringify({ ...entry, since: '2025-03-01' })}\r\n`)],
  ])('is read %s, in chunks of any size', async (_, bytes) => {
    for (const chunk of [1, 7, 1 << 20]) {
      expect(await read(bytes, { chunk })).toEqual({ format: 'generic', entries: [entry], errors: [], passedOver: [] });
    }
  });

  it('may be Latin-1 in one line and UTF-8 in another', async () => {
    const bytes = Buffer.concat([
      Buffer.from('email,reason\n'),
      Buffer.from('ana@example.com,Jörg\n', 'latin1'),
      Buffer.from('bo@example.com,Jörg\n'),
    ]);
    for (const chunk of [1, 1 << 20]) {
      expect((await read(bytes, { chunk })).entries).toMatchObject([{ reason: 'Jörg' }, { reason: 'Jörg' }]);
    }
  });

  it('of one address a line needs no header', async () => {
    expect((await read('ana@example.com\n')).entries).toEqual([ANA]);
    expect(addresses(await read('"ana@example.com"\nBo <bo@example.org>\n'))).toEqual([
      'ana@example.com',
      'bo@example.org',
    ]);
  });

  it('names each bad row by the line on which it begins', async () => {
    const list = [
      'email,kind,since,reason',
      'ana@example.com,manual,,"two\r\nlines"',
      'nobody,manual,,',
      '',
      'bo@example.com,nonsense,,',
      'cy@example.com,manual,03/04/2025,',
      'dee@example.com,manual,2027-03-01,',
      'eve@example.com,manual',
      'fay@example.com,manual,,a,b',
      ',manual,,',
      '=cmd@example.com,manual,,ok',
    ].join('\r\n');
    for (const chunk of [3, 1 << 20]) {
      const result = await read(list, { chunk });
      expect(result.errors).toEqual([
        'line 4: "nobody" is not a mail address',
        'line 6: "nonsense" is not a kind of suppression',
        'line 7: "03/04/2025" is not a time, or lies ahead',
        'line 8: "2027-03-01" is not a time, or lies ahead',
        'line 9: has 2 cells, not 4 as the header row',
        'line 10: has 5 cells, not 4 as the header row',
        'line 11: has no address',
      ]);
      expect(addresses(result)).toEqual(['ana@example.com', '=cmd@example.com']);
    }
  });

  it('of NDJSON names each bad line, and holds none that is too long', async () => {
    const list = `{"email":"ana@example.com"}\n{"email":\n[1]\n\n{"email":"${'x'.repeat(200_000)}"}\n{"mail":null}\n{"email":"bo@example.com"}`;
    for (const chunk of [1_000, 1 << 20]) {
      const result = await read(list, { chunk });
      expect(result.errors).toEqual([
        'line 2: is not JSON',
        'line 3: is not a JSON object',
        'line 5: is longer than 65536 bytes',
        'line 6: has no address',
      ]);
      expect(addresses(result)).toEqual(['ana@example.com', 'bo@example.com']);
    }
  });

  it.each([
    ['that is empty', '', 'the list is empty'],
    ['of blank lines', '\n\n \n', 'the list is empty'],
    ['without a column of addresses', 'name,phone\nana,1', /^line 1: no column holds addresses; .* found name, phone$/],
    ['that names a column twice', 'email,Email\na,b', 'line 1: two columns are named Email'],
    [
      'that begins with data of several columns',
      'ana@example.com,x,y\n',
      /^line 1: this is an address, where a header row/,
    ],
    ['that is a JSON array', '[{"email":"ana@example.com"}]', /one JSON array/],
    ['in UTF-16', Buffer.from('\ufeffemail\nana@example.com', 'utf16le'), /UTF-16/],
    ['that is no text', Buffer.from('email\0\n'), /NUL bytes/],
    ['whose quote is not closed', 'email\nana@example.com\n"bo@example.com\n', 'line 3: a quote is not closed'],
    [
      'with a row of 10 MB',
      `email,reason\na@b.example,x\na@c.example,${'x'.repeat(10_000_000)}\n`,
      /^line 3: this row is longer than 65536 bytes/,
    ],
    [
      'whose quote swallows the following rows',
      `email\n"a@b.example\n${'c@d.example\n'.repeat(10_000)}`,
      /^line 2: this row is longer/,
    ],
    ['of damaged gzip', gzipSync('email\nana@example.com\n').subarray(0, 25), /gzip data are damaged or cut short/],
  ])('%s is refused', async (_, text, message) => {
    for (const chunk of [5_000, 1 << 24]) {
      const refused = read(text, { chunk });
      await expect(refused).rejects.toThrow(UnusableListError);
      await expect(refused).rejects.toThrow(message);
    }
  });
});
