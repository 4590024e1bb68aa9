import { complaint, deliveryReport, mail, signedAddress } from './mails.mjs';

const DAY_MS = 86_400_000;
const NOBODY = { status: '5.1.1', diagnostic: '550 5.1.1 no such user' };
const FULL = { status: '4.2.2', diagnostic: '452 4.2.2 mailbox full' };
const DOWN = { status: '4.4.1', diagnostic: '421 4.4.1 connection timed out' };
const SPAM = { status: '5.7.1', diagnostic: '550 5.7.1 message looks like spam' };
const ODD = { status: '5.0.0', diagnostic: '554 the moon stands in the wrong house' };

const ODDER = { status: '5.0.0', diagnostic: '554 the stars have nothing to say' };

const daysAgo = (days) => new Date(Date.now() - days * DAY_MS);
const messageId = (send) => `<${send}@news.example.net>`;
const returned = (send, ...fields) => [`Message-ID: ${messageId(send)}`, 'Subject: News', ...fields];

export const RULES = `format: 1
rules:
  - { id: moonstruck, when: { text: stands in the wrong house }, reason: user-unknown }
`;
export const OTHER_RULES = `${RULES}  - { id: theirs, when: { text: message looks like spam }, reason: receiver-error }
`;

/** What the sender registers before anything comes back. */
export const registrations = [
  ['/v1/campaigns', { id: 'spring', purpose: 'bulk', name: 'Spring news' }],
  ['/v1/campaigns', { id: 'receipts', purpose: 'transactional' }],
  ['/v1/campaigns', { id: 'winter', purpose: 'bulk' }],
  ['/v1/campaigns/spring/sends', { batchId: 'spring-1', sends: sends('spring', 20) }],
  ['/v1/campaigns/receipts/sends', { batchId: 'receipts-1', sends: sends('receipts', 3) }],
  ['/v1/campaigns/winter/totals', totals('winter-1', { byDomain: { 'example.com': 900, 'example.org': 100 } })],
  ['/v1/campaigns/winter/totals', totals('winter-2', { sends: 500 })],
  ['/v1/sends', { batchId: 'loose-1', sends: sends('loose', 2) }],
];

function sends(campaign, count) {
  const sentAt = daysAgo(campaign === 'spring' ? 12 : 3).toISOString();
  return Array.from({ length: count }, (_, number) => ({
    recipient: `${campaign}${number}@example.${number % 2 === 0 ? 'com' : 'org'}`,
    ...(number % 3 !== 2 && { messageId: messageId(`${campaign}${number}`) }),
    sendId: `s${number}`,
    sentAt,
  }));
}

function totals(batchId, counted) {
  return { batchId, sentAt: daysAgo(20).toISOString(), ...counted };
}

/** Given over HTTP, one by one. */
export const givenMails = [
  deliveryReport({
    ...{ date: daysAgo(11), to: signedAddress('spring', 's0') },
    recipients: [{ address: 'spring0@example.com', ...NOBODY }],
  }),
  deliveryReport({
    date: daysAgo(11),
    recipients: [{ address: 'spring1@example.org', ...NOBODY }],
    returned: returned('spring1', 'X-Campaign-Id: spring'),
  }),
  // A pattern alone verifies nothing: this counts as one soft error.
  deliveryReport({
    ...{ date: daysAgo(2), to: 'bounce+spring.s2@news.example.net' },
    recipients: [{ address: 'spring2@example.com', ...NOBODY }],
  }),
  // Later than the campaign settles.
  deliveryReport({
    ...{ date: daysAgo(1), to: signedAddress('spring', 's4') },
    recipients: [{ address: 'spring4@example.com', ...FULL }],
  }),
  ...[9, 7, 5, 3, 1].map((days) =>
    deliveryReport({
      ...{ date: daysAgo(days), to: signedAddress('spring', 's5') },
      recipients: [{ address: 'spring5@example.org', ...DOWN }],
    }),
  ),
  ...[4, 1].map((days) =>
    deliveryReport({ date: daysAgo(days), recipients: [{ address: 'dee@example.net', ...FULL }] }),
  ),
  deliveryReport({ date: daysAgo(40), recipients: [{ address: 'long.ago@example.net', ...DOWN }] }),
  deliveryReport({
    date: daysAgo(10),
    recipients: [{ address: 'spring6@example.com', ...SPAM }],
    returned: returned('spring6'),
  }),
  ...['ivo@example.com', 'ida@example.org'].map((address) =>
    deliveryReport({ date: daysAgo(2), recipients: [{ address, ...ODD }], returned: ['X-News-Issue: 7', 'To: x@y.z'] }),
  ),
  ...['uma@example.com', 'udo@example.org'].map((address) =>
    deliveryReport({ date: daysAgo(2), recipients: [{ address, ...ODDER }] }),
  ),
  deliveryReport({
    date: daysAgo(6),
    recipients: [
      { address: 'one@example.com', ...NOBODY },
      { address: 'Two@Example.COM', ...FULL },
      { address: 'two@example.com', ...SPAM },
    ],
  }),
  deliveryReport({
    date: daysAgo(2),
    recipients: [{ address: 'receipts0@example.com', ...DOWN, action: 'delayed' }],
    returned: returned('receipts0'),
  }),
  complaint({
    ...{ date: daysAgo(9), to: signedAddress('spring', 's8'), recipient: 'spring8@example.com' },
    returned: returned('spring8'),
  }),
  complaint({
    ...{ date: daysAgo(1), to: 'abuse@news.example.net', recipient: 'stranger@example.com' },
    returned: ['Message-ID: <unknown@elsewhere.example>'],
  }),
  deliveryReport({
    // Of two chunks of evidence.
    date: daysAgo(2),
    recipients: [{ address: 'large@example.com', ...NOBODY }],
    text: Array.from({ length: 9_000 }, () => 'This line is here again, since the mail has to be large enough.'),
  }),
  mail(daysAgo(1), ['To: bounces@news.example.net', 'Subject: Away', 'Auto-Submitted: auto-replied'], ['I am away.']),
  mail(daysAgo(1), ['To: bounces@news.example.net', 'Subject: Hello'], ['Is anybody there?']),
];

/** What people decide, after the mails. */
export const decisions = [
  ['/v1/recipients/spring3@example.org/suppress', { reason: 'asked by telephone', actor: 'kim' }],
  ['/v1/recipients/spring7@example.org/suppress', { reason: 'asked by letter', actor: 'kim' }],
  ['/v1/recipients/spring7@example.org/release', { reason: 'asked again', actor: 'lee' }],
  ['/v1/recipients/spring1@example.org/release', { reason: 'the server was at fault', actor: 'lee' }],
];

/** Waiting on the server: the first cannot be retrieved, the last is larger than allowed. */
export const maildrop = [
  deliveryReport({ date: daysAgo(3), recipients: [{ address: 'never.seen@example.com', ...NOBODY }] }),
  deliveryReport({
    ...{ date: daysAgo(3), to: signedAddress('receipts', 's1') },
    recipients: [{ address: 'receipts1@example.org', ...NOBODY }],
  }),
  // It is in the ledger already.
  givenMails[0],
  Buffer.alloc(1_100_000, 'Subject: large\r\n\r\n'),
];
