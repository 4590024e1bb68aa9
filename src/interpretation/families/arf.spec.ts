import { describe, expect, it } from 'vitest';
import { interpret } from '../interpret.js';

const feedback = (fields: readonly string[], type = 'message/feedback-report') =>
  interpret(
    Buffer.from(
      [
        'From: feedback@provider.example',
        'To: fbl+t1@news.example',
        'Date: Sat, 21 Nov 2026 02:00:00 +0000',
        'Content-Type: multipart/report; report-type=feedback-report; boundary=b',
        '',
        '--b',
        '',
        'This is an abuse report.',
        '--b',
        `Content-Type: ${type}`,
        '',
        ...fields,
        '',
        '--b',
        'Content-Type: message/rfc822',
        '',
        'Message-ID: <s9@news.example>',
        'Feedback-ID: c1:news',
        'To: ana@provider.example',
        '',
        'Hello',
        '--b--',
      ].join('\r\n'),
    ),
  );

describe('a feedback report', () => {
  it('is a complaint of each recipient that it names', () => {
    const read = feedback([
      'Feedback-Type: abuse',
      'Source-IP: 192.0.2.1',
      'Reporting-MTA: dns; mx.provider.example',
      'Original-Rcpt-To: <ana@provider.example>',
      'Original-Rcpt-To: bo@provider.example',
      'Arrival-Date: Sat, 21 Nov 2026 01:00:00 +0000',
    ]);
    expect(read).toMatchObject({
      kind: 'complaint',
      family: 'arf',
      recipients: [],
      originalMessageId: '<s9@news.example>',
    });
    expect(read.keys.headers).toEqual({ 'feedback-id': 'c1:news' });
    expect(read.complaints[0]).toEqual({
      recipient: 'ana@provider.example',
      feedbackType: 'abuse',
      sourceIp: '192.0.2.1',
      reportingMta: 'mx.provider.example',
      arrivalDate: '2026-11-21T01:00:00.000Z',
      originalMessageId: '<s9@news.example>',
      occurred: { at: '2026-11-21T02:00:00.000Z', source: 'date' },
    });
    expect(read.complaints.map(({ recipient }) => recipient)).toEqual(['ana@provider.example', 'bo@provider.example']);
  });

  it('is the returned message’s recipient’s where it hides its own, and nobody’s where both are hidden', () => {
    expect(feedback(['Feedback-Type: abuse']).complaints[0]?.recipient).toBe('ana@provider.example');
    const hidden = feedback(['Feedback-Type: abuse', 'Original-Rcpt-To: redacted@provider.example']);
    expect(hidden.complaints.map(({ recipient }) => recipient)).toEqual([null]);
  });

  it('is read where its fields have lost their content type', () => {
    expect(feedback(['Feedback-Type: fraud'], 'text/plain').complaints[0]?.feedbackType).toBe('fraud');
  });

  it.each(['not-spam', 'auth-failure'])('of type %s is no complaint', (type) => {
    const read = feedback([`Feedback-Type: ${type}`]);
    expect([read.kind, read.complaints]).toEqual(['not-a-report', []]);
    expect(read.setAsideReason).not.toBeNull();
  });
});
