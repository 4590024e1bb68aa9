import { describe, expect, it } from 'vitest';
import type { RecipientView } from '../../read-model/recipients/index.js';
import { recipientLines } from './recipient-lines.js';

const VALID: RecipientView = {
  ...{ address: 'ana@example.com', known: true, status: 'valid', cause: null },
  sendable: { bulk: true, transactional: true },
  softErrors: { counted: 0, threshold: 5, clearsAt: null },
  unverified: { findings: 0, explanation: null },
  ...{ rulesetVersion: 1, asOf: '2026-11-21T10:00:00.000Z' },
};

describe('a recipient for a person', () => {
  it('has a line on unverified findings, with how many there are and why they do not count', () => {
    const lines = (findings: number, explanation: string | null) =>
      recipientLines({ ...VALID, unverified: { findings, explanation } }, null);
    expect(lines(3, 'they prove nothing')).toContain('           3 unverified findings: they prove nothing');
    expect(lines(1, 'it proves nothing')).toContain('           1 unverified finding: it proves nothing');
    expect(lines(0, null).join()).not.toContain('unverified');
  });
});
