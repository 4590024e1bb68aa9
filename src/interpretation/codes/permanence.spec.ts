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

  it.each([
    'User unknown. Please check the address and try again.',
    "The address couldn't be found. Make sure that it is spelled right, then try again later.",
    'No such mailbox. The message was removed from the queue.',
    'Unknown recipient; your mail was not queued.',
    'The account expired and is no longer active',
    'Invalid address: gave up at once',
    'DNS said NXDOMAIN after the lookup timed out once',
  ])('is for good where trying again is advice, or would not help: %s', (diagnostic) => {
    expect(permanenceOf({ ...nothing, diagnostic })).toBe('permanent');
  });

  it.each([
    'The user is not known for now, a temporary failure of the directory',
    'Unknown user: greylisted',
    'Gave up after 3 days in the queue',
    'Please try again later',
    'We will try again in an hour; host not found',
    'Connection timed out',
  ])('is for now where the server may try again: %s', (diagnostic) => {
    expect(permanenceOf({ ...nothing, diagnostic })).toBe('transient');
  });
});
