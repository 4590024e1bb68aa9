import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PopError } from './pop-error.js';
import { ReplyReader, type ExpectedReply } from './reply-reader.js';

interface ReadReply {
  readonly ok: boolean;
  readonly text: string;
  readonly body: string | null;
}

const single: ExpectedReply = { verb: 'DELE', multi: false, maxBytes: 0 };
const multi: ExpectedReply = { verb: 'RETR', multi: true, maxBytes: 1024 * 1024 };

function read(chunks: readonly Buffer[], expected: readonly ExpectedReply[]): ReadReply[] {
  const replies: ReadReply[] = [];
  const reader = new ReplyReader({
    expected: () => expected[replies.length] ?? null,
    received: ({ ok, text }, body) => {
      replies.push({ ok, text, body: Buffer.isBuffer(body) ? body.toString('latin1') : body });
    },
  });
  for (const chunk of chunks) reader.push(chunk);
  expect(reader.isMidReply).toBe(false);
  return replies;
}

/** A reply as a server writes it. */
function written({ ok, text, body }: ReadReply): string {
  const status = `${ok ? '+OK' : '-ERR'} ${text}\r\n`;
  return body === null ? status : `${status}${body.replaceAll(/(^|\r\n)\./g, '$1..')}.\r\n`;
}

function cut(bytes: Buffer, sizes: readonly number[]): Buffer[] {
  const chunks: Buffer[] = [];
  let rest = bytes;
  for (const size of sizes) {
    chunks.push(rest.subarray(0, size));
    rest = rest.subarray(size);
  }
  return [...chunks, rest];
}

const SESSION: readonly ReadReply[] = [
  { ok: true, text: 'follows', body: '.\r\n..\r\na\r\n' },
  { ok: false, text: 'no such mail', body: null },
  { ok: true, text: 'empty', body: '' },
  { ok: true, text: 'deleted', body: null },
];
const EXPECTED = [multi, multi, multi, single];

describe('pipelined replies', () => {
  it('are the same wherever the bytes are cut', () => {
    const bytes = Buffer.from(SESSION.map(written).join(''), 'latin1');
    for (let at = 0; at <= bytes.length; at++) {
      expect(read(cut(bytes, [at]), EXPECTED), `cut at ${at}`).toEqual(SESSION);
    }
    expect(read(cut(bytes, Array<number>(bytes.length).fill(1)), EXPECTED)).toEqual(SESSION);
  });

  it('are the same in any chunks', () => {
    const piece = fc.constantFrom('\r\n', '\r', '\n', '.', '\r\n.\r\n', '+OK', '-ERR', '\0', '\xff', 'text');
    const body = fc
      .array(piece, { maxLength: 30 })
      .map((pieces) => (pieces.length === 0 ? '' : `${pieces.join('')}\r\n`));
    const reply = fc.oneof(
      fc.record({ ok: fc.constant(true), text: fc.constant('follows'), body }),
      fc.record({ ok: fc.constant(false), text: fc.constant('no such mail'), body: fc.constant(null) }),
    );
    const replies = fc.array(reply, { minLength: 1, maxLength: 8 });
    const sizes = fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 60 });
    fc.assert(
      fc.property(replies, sizes, (session, chunks) => {
        const bytes = Buffer.from(session.map(written).join(''), 'latin1');
        expect(
          read(
            cut(bytes, chunks),
            session.map(() => multi),
          ),
        ).toEqual(session);
      }),
      { numRuns: 10_000 },
    );
  }, 60_000);

  it('may end their status lines with LF alone', () => {
    expect(read([Buffer.from('+OK\n-ERR no\n')], [single, single])).toMatchObject([{ ok: true }, { ok: false }]);
  });

  it('have bodies of a bounded size', () => {
    const small = { ...multi, maxBytes: 3 };
    expect(read([Buffer.from('+OK\r\nabcd\r\n.\r\n+OK\r\na\r\n.\r\n')], [small, small])).toMatchObject([
      { body: 'too-large' },
      { body: 'a\r\n' },
    ]);
  });
});

describe('what is no reply', () => {
  it.each([
    ['another protocol', 'SSH-2.0-OpenSSH_9.2\r\n', 'protocol'],
    ['a status line without end', '+OK '.padEnd(5_000, 'x'), 'protocol'],
  ])('is an error: %s', (_what, bytes, kind) => {
    expect(() => read([Buffer.from(bytes)], [single])).toThrow(expect.objectContaining({ kind }) as Error);
  });

  it.each([
    ['a +OK that nobody asked for', '+OK\r\n', 'protocol'],
    ['a farewell', '-ERR idle for too long\r\n', 'closed'],
  ])('is an error: %s', (_what, bytes, kind) => {
    expect(() => read([Buffer.from(bytes)], [])).toThrow(expect.objectContaining({ kind }) as Error);
    expect(() => read([Buffer.from(bytes)], [])).toThrow(PopError);
  });
});
