import { describe, expect, it } from 'vitest';
import { interpret } from '../interpret.js';

const fields = [
  'Reporting-MTA: dns; relay.example',
  '',
  'Final-Recipient: rfc822; ana@example.com',
  'Action: failed',
  'Status: 5.1.1',
];

describe('report fields that stand in a text', () => {
  it('are read where a mail system sent them as plain text', () => {
    const mail = ['From: MAILER-DAEMON@relay.example', 'Subject: Undelivered', '', 'Sorry.', '', ...fields];
    expect(interpret(Buffer.from(mail.join('\n')))).toMatchObject({
      kind: 'bounce',
      family: 'rfc3464-in-text',
      reportingMta: 'relay.example',
      recipients: [{ recipient: 'ana@example.com', status: '5.1.1' }],
    });
  });

  it('are read where the boundaries of a report are damaged', () => {
    const header = [
      'From: a@relay.example',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
      '',
    ];
    const mail = [...header, '--b', '', 'Sorry.', ' --b', 'Content-Type: message/delivery-status', '', ...fields];
    expect(interpret(Buffer.from(mail.join('\n'))).recipients.map(({ recipient }) => recipient)).toEqual([
      'ana@example.com',
    ]);
  });

  it('are nothing in a person’s mail that quotes them', () => {
    const mail = [
      'From: Bo <bo@example.com>',
      'Subject: what is this?',
      '',
      'I got this:',
      '',
      ...fields.map((line) => `> ${line}`),
    ];
    expect(interpret(Buffer.from(mail.join('\n'))).kind).toBe('not-a-report');
  });
});
