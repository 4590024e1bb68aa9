import { describe, expect, it } from 'vitest';
import { interpret } from '../interpret.js';

const mailOf = (body: string) =>
  interpret(
    Buffer.from(
      [
        'From: Notices <no-reply@sns.amazonaws.com>',
        'To: bounces@news.example',
        'Subject: AWS Notification Message',
        'x-amz-sns-message-id: 1',
        '',
        body,
        '',
        '--',
        'If you wish to stop receiving notifications {topic}, click below',
      ].join('\r\n'),
    ),
  );
const notification = (detail: object) => mailOf(JSON.stringify(detail));

const MAIL = {
  timestamp: '2026-11-21T02:00:00.000Z',
  headers: [
    { name: 'Message-ID', value: '<s9@news.example>' },
    { name: 'X-Campaign-Id', value: 'c1' },
  ],
};
const BOUNCE = {
  notificationType: 'Bounce',
  bounce: {
    bounceType: 'Permanent',
    bounceSubType: 'General',
    bouncedRecipients: [
      {
        emailAddress: 'Ana <ana@example.com>',
        action: 'failed',
        status: '5.1.1',
        diagnosticCode: 'smtp; 550 5.1.1 user unknown',
      },
      { emailAddress: 'bo@example.com' },
    ],
    timestamp: '2026-11-21T02:00:01.000Z',
    reportingMTA: 'dsn; a1.smtp-out.example',
  },
  mail: MAIL,
};

describe('a notification of Amazon SES', () => {
  it('of a bounce is read into facts and keys', () => {
    expect(notification(BOUNCE)).toMatchObject({
      kind: 'bounce',
      family: 'amazon-ses',
      reportingMta: 'a1.smtp-out.example',
      originalMessageId: '<s9@news.example>',
      keys: { headers: { 'x-campaign-id': 'c1' } },
      recipients: [
        {
          recipient: 'ana@example.com',
          statedAction: 'failed',
          status: '5.1.1',
          smtpCode: 550,
          diagnostic: '550 5.1.1 user unknown',
          lastAttemptDate: '2026-11-21T02:00:01.000Z',
          arrivalDate: '2026-11-21T02:00:00.000Z',
        },
        { recipient: 'bo@example.com', status: null, diagnostic: 'Permanent: General' },
      ],
    });
  });

  it('is read where a server broke its long line, and out of the envelope of SNS', () => {
    const json = JSON.stringify(BOUNCE);
    const at = json.indexOf('bouncedRecipients') + 5;
    expect(mailOf(`${json.slice(0, at)}!\r\n ${json.slice(at)}`).recipients).toHaveLength(2);
    const enveloped = notification({ Type: 'Notification', Message: json });
    expect(enveloped.recipients).toHaveLength(2);
  });

  it('of a delay is a delay', () => {
    const deliveryDelay = {
      delayType: 'MailboxFull',
      delayedRecipients: [{ emailAddress: 'ana@example.com', status: '4.2.2' }],
    };
    expect(notification({ eventType: 'DeliveryDelay', deliveryDelay })).toMatchObject({
      kind: 'delay',
      recipients: [{ recipient: 'ana@example.com', status: '4.2.2', diagnostic: 'MailboxFull' }],
    });
  });

  it('of a complaint is a complaint', () => {
    const complaint = { complainedRecipients: [{ emailAddress: 'ana@example.com' }], complaintFeedbackType: 'abuse' };
    expect(notification({ notificationType: 'Complaint', complaint, mail: MAIL })).toMatchObject({
      kind: 'complaint',
      originalMessageId: '<s9@news.example>',
      complaints: [{ recipient: 'ana@example.com', feedbackType: 'abuse' }],
    });
  });

  it.each([
    ['of a delivery is a delivery notice', { notificationType: 'Delivery', delivery: {} }, 'delivery-notice'],
    ['of anything else is no report', { eventType: 'Open', open: {} }, 'not-a-report'],
    [
      'without recipients is no report',
      { notificationType: 'Bounce', bounce: { bouncedRecipients: 'all' } },
      'not-a-report',
    ],
    ['with members of the wrong type is no report', { notificationType: 7, bounce: [] }, 'not-a-report'],
  ])('%s', (_, detail, kind) => {
    expect(notification(detail).kind).toBe(kind);
  });

  it('that is no JSON, or cut short, is no report', () => {
    for (const body of ['An alarm went off.', '}{', '{"notificationType":"Bounce"', '['.repeat(100_000)]) {
      expect(mailOf(body).kind).toBe('not-a-report');
    }
  });
});
