import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { interpret, type Interpretation } from '../../src/interpretation/index.js';

/** What a mail of test/fixtures/kinds says; what is not stated is not judged. */
interface Expected {
  readonly file: string;
  /** `none`: neither bounce nor delay nor complaint; null: not judged. */
  readonly kind: string | null;
  readonly recipients: readonly {
    readonly address: string;
    readonly originalRecipient?: string;
    readonly smtpCode?: number | null;
    readonly status?: string | null;
    /** Words of the diagnostic. */
    readonly says?: string;
  }[];
  readonly messageId?: string;
  readonly forwarded?: boolean;
  readonly keys?: Readonly<Record<string, string>>;
}

const DIRECTORY = join(import.meta.dirname, '../fixtures/kinds');
const REPORTS = ['bounce', 'delay', 'complaint'];

const mails = readFileSync(join(DIRECTORY, 'expected.jsonl'), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as Expected);

/** Mails of the ways in which reports differ, each way in at least five, written before it was read. */
describe('a report of a kind that is seldom seen', () => {
  it.each(mails)('is read as it is meant: $file', (expected) => {
    const read = interpret(readFileSync(join(DIRECTORY, expected.file)));
    if (expected.kind === null) return;
    if (expected.kind === 'none') {
      expect(REPORTS).not.toContain(read.kind);
      return;
    }
    expect(read.kind).toBe(expected.kind);
    if (expected.recipients.length > 0) {
      expect(addressesOf(read)).toEqual(expected.recipients.map(({ address }) => address.toLowerCase()).sort());
    }
    for (const { address, says = '', ...facts } of expected.recipients) {
      const recipient = recipientOf(read, address);
      expect(recipient).toMatchObject(facts);
      expect(recipient).toEqual(
        expected.forwarded === true
          ? expect.objectContaining({ forwarded: true })
          : expect.not.objectContaining({ forwarded: true }),
      );
      if (says !== '') expect(recipient).toMatchObject({ diagnostic: expect.stringContaining(says) as unknown });
    }
    if (expected.messageId !== undefined) expect(read.originalMessageId).toBe(expected.messageId);
    expect(read.keys.headers).toMatchObject(expected.keys ?? {});
  });
});

function recipientsOf({ recipients, complaints }: Interpretation): readonly { readonly recipient: string | null }[] {
  return [...recipients, ...complaints];
}

function addressesOf(read: Interpretation): string[] {
  return recipientsOf(read)
    .map(({ recipient }) => (recipient ?? '').toLowerCase())
    .sort();
}

function recipientOf(read: Interpretation, address: string): object | undefined {
  return recipientsOf(read).find(({ recipient }) => recipient?.toLowerCase() === address.toLowerCase());
}
