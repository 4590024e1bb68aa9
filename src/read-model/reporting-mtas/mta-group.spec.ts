import { describe, expect, it } from 'vitest';
import { mtaGroup } from './mta-group.js';

describe('the group of a reporting MTA', () => {
  it.each([
    ['relay.example.net', 'example.net'],
    [' Mail-SOR-f41.Google.COM. ', 'google.com'],
    ['mx1.example.co.uk', 'example.co.uk'],
    ['a8-50.smtp-out.eu-west-1.amazonses.com', 'amazonses.com'],
    ['mail_1.example.org', 'example.org'],
    ['domino.intern', 'domino.intern'],
    ['DOMINO01', 'domino01'],
    ['co.uk', 'co.uk'],
    ['192.0.2.7', '192.0.2.7'],
    ['[192.0.2.7]', '192.0.2.7'],
    ['[IPv6:2001:db8::1]', '2001:db8::1'],
    [null, '(none)'],
    ['', '(none)'],
    [' . ', '(none)'],
    ['CN=DOMINO1/O=ACME', '(other)'],
    ['(none)', '(other)'],
    ['x..example.com', '(other)'],
    ['http://example.com/', '(other)'],
    ['evil"} 1\nup 0', '(other)'],
    [`${'a.'.repeat(200)}com`, '(other)'],
  ])('of %j is %s', (reportingMta, group) => {
    expect(mtaGroup(reportingMta)).toBe(group);
  });
});
