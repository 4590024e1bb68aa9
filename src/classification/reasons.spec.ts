import { describe, expect, it } from 'vitest';
import { REASONS } from '../events/index.js';
import { REASON_TABLE, reasonEntry, verdictType } from './reasons.js';

describe('the table of reasons', () => {
  it('has every reason once, in the documented order', () => {
    expect(REASON_TABLE.map(({ reason }) => reason)).toEqual(REASONS);
  });

  it('maps one to one to the words of Sisimai', () => {
    const words = REASON_TABLE.flatMap(({ sisimai }) => sisimai);
    expect(new Set(words).size).toBe(REASONS.length);
  });

  it('calls only the four address failures hard', () => {
    const hard = REASON_TABLE.filter(({ type }) => type === 'hard').map(({ reason }) => reason);
    expect(hard).toEqual(['user-unknown', 'domain-unknown', 'recipient-moved', 'domain-refuses-mail']);
  });

  it('gives the codes that Adobe Campaign and SparkPost use for a full mailbox', () => {
    expect(reasonEntry('mailbox-full')).toEqual({
      reason: 'mailbox-full',
      type: 'soft',
      fault: 'recipient',
      sisimai: ['mailboxfull'],
      adobe: 5,
      sparkpost: 22,
    });
  });
});

describe('the type of a verdict', () => {
  it('softens a hard reason when the failure is transient', () => {
    expect(verdictType('user-unknown', 'permanent')).toBe('hard');
    expect(verdictType('user-unknown', null)).toBe('hard');
    expect(verdictType('user-unknown', 'transient')).toBe('soft');
  });

  it('leaves other types as they are, transient or not', () => {
    expect(verdictType('smtp-protocol-error', 'transient')).toBe('ignored');
    expect(verdictType('mailbox-full', 'permanent')).toBe('soft');
  });
});
