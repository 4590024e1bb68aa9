import { describe, expect, it } from 'vitest';
import { permanenceOf } from './permanence.js';

const nothing = { status: null, smtpCode: null, action: 'failed', diagnostic: null } as const;

describe('permanence', () => {
  it('follows the class of the enhanced status code before the reply code', () => {
    expect(permanenceOf({ ...nothing, status: '4.2.2', smtpCode: 552 })).toBe('transient');
    expect(permanenceOf({ ...nothing, status: '5.1.1', smtpCode: 450 })).toBe('permanent');
  });

  it('follows the reply code where there is no enhanced one', () => {
    expect(permanenceOf({ ...nothing, smtpCode: 421 })).toBe('transient');
    expect(permanenceOf({ ...nothing, smtpCode: 550 })).toBe('permanent');
  });

  it('without codes follows what the server did and said', () => {
    expect(permanenceOf({ ...nothing, action: 'delayed' })).toBe('transient');
    expect(permanenceOf({ ...nothing, diagnostic: 'Envelope expired' })).toBe('transient');
    expect(permanenceOf({ ...nothing, diagnostic: 'Network is down' })).toBe('transient');
    expect(permanenceOf({ ...nothing, diagnostic: 'no mailbox by that name' })).toBe('permanent');
    expect(permanenceOf(nothing)).toBe('permanent');
  });
});
