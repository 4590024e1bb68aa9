import { describe, expect, it } from 'vitest';
import { interpret } from '../interpret.js';

const report = (
  fields: readonly string[],
  options: { text?: string; subject?: string; header?: string; type?: string; encoding?: string } = {},
) =>
  interpret(
    Buffer.from(
      [
        'Return-Path: <>',
        'From: Mail Delivery System <MAILER-DAEMON@relay.example>',
        'To: bounce+t1@news.example',
        `Subject: ${options.subject ?? 'Undelivered Mail'}`,
        options.header ?? 'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
        '',
        '--b',
        '',
        options.text ?? 'Sorry.',
        '--b',
        `Content-Type: ${options.type ?? 'message/delivery-status'}`,
        `Content-Transfer-Encoding: ${options.encoding ?? '8bit'}`,
        '',
        ...fields,
        '--b',
        'Content-Type: text/rfc822-headers',
        '',
        'Message-ID: <s9@news.example>',
        'X-Campaign-Id: c1',
        'To: ana@example.com',
        '',
        '--b--',
      ].join('\r\n'),
    ),
  );
const ana = ['Final-Recipient: rfc822; ana@example.com', 'Action: failed', 'Status: 5.0.0'];

describe('a delivery status notification', () => {
  it('is read into facts, and into the keys of the message that it returns', () => {
    const read = report([
      'Reporting-MTA: dns; relay.example',
      'Original-Envelope-Id: env-7',
      'Arrival-Date: Sat, 21 Nov 2026 02:00:00 +0000',
      '',
      ...ana,
      'Original-Recipient: rfc822;Ana@example.com',
      'Remote-MTA: dns; mx.example.com',
      'Diagnostic-Code: smtp; 550 5.1.1 <ana@example.com>: no such',
      '    user',
      'Last-Attempt-Date: Sat, 21 Nov 2026 02:00:01 +0000',
    ]);
    expect(read).toMatchObject({
      kind: 'bounce',
      family: 'rfc3464',
      setAsideReason: null,
      originalMessageId: '<s9@news.example>',
      reportingMta: 'relay.example',
      keys: {
        verpAddress: 'bounce+t1@news.example',
        verpToken: 't1',
        envelopeId: 'env-7',
        headers: { 'x-campaign-id': 'c1' },
      },
    });
    expect(read.recipients).toEqual([
      {
        recipient: 'ana@example.com',
        originalRecipient: 'Ana@example.com',
        action: 'failed',
        statedAction: 'failed',
        status: '5.1.1',
        statedStatus: '5.0.0',
        smtpCode: 550,
        permanence: 'permanent',
        diagnostic: '550 5.1.1 <ana@example.com>: no such user',
        reportingMta: 'relay.example',
        remoteMta: 'mx.example.com',
        arrivalDate: '2026-11-21T02:00:00.000Z',
        lastAttemptDate: '2026-11-21T02:00:01.000Z',
        originalMessageId: '<s9@news.example>',
        readFrom: { recipient: 'field', status: 'field' },
        occurred: { at: '2026-11-21T02:00:01.000Z', source: 'last-attempt-date' },
      },
    ]);
  });

  it('lists failed and delayed recipients and leaves the delivered ones out', () => {
    const { kind, recipients } = report([
      ...ana,
      '',
      'Final-Recipient: rfc822; bo@example.com',
      'Action: delayed',
      '',
      'Final-Recipient: rfc822; cy@example.com',
      'Action: relayed',
    ]);
    expect(kind).toBe('bounce');
    expect(recipients.map(({ recipient, action }) => [recipient, action])).toEqual([
      ['ana@example.com', 'failed'],
      ['bo@example.com', 'delayed'],
    ]);
  });

  it('is a delay where nothing failed, and a delivery notice where all was delivered', () => {
    expect(report(['Final-Recipient: rfc822; a@b.example', 'Action: delayed', 'Status: 4.4.1']).kind).toBe('delay');
    const notice = report(['Final-Recipient: rfc822; a@b.example', 'Action: delivered', 'Status: 2.0.0']);
    expect([notice.kind, notice.recipients]).toEqual(['delivery-notice', []]);
  });

  it.each([
    ['its text says that the envelope expired', { text: 'a@b.example: Envelope expired' }],
    ['its subject says that mail was returned', { subject: 'Returned mail: Could not send message' }],
  ])('is final although it says delayed where %s', (_, options) => {
    const { kind, recipients } = report(
      ['Final-Recipient: rfc822; a@b.example', 'Action: delayed', 'Status: 4.4.7'],
      options,
    );
    expect([kind, recipients[0]?.action, recipients[0]?.statedAction]).toEqual(['bounce', 'failed', 'delayed']);
  });

  it('takes the reason out of its text where its fields hold none', () => {
    const { recipients } = report(ana, {
      text: 'ana@example.com: 550 5.2.1 The account is disabled.\n\nBelow is a copy.',
    });
    expect(recipients[0]).toMatchObject({
      status: '5.2.1',
      smtpCode: 550,
      diagnostic: '550 5.2.1 The account is disabled.',
    });
  });

  it('prefers the words of its fields to an introduction, and a reply that its text quotes to both', () => {
    const fields = [...ana, 'Diagnostic-Code: smtp; The server did not accept our requests'];
    const diagnostic = (text: string) => report(fields, { text }).recipients[0]?.diagnostic;
    const introduction = 'There was a problem delivering your message to ana@example.com. See below.';
    expect(diagnostic(introduction)).toBe('The server did not accept our requests');
    expect(diagnostic('<ana@example.com>: 550 5.1.1 no such user')).toBe('550 5.1.1 no such user');
    expect(report([...ana, 'Diagnostic-Code: x-unix; 77'], { text: introduction }).recipients[0]?.diagnostic).toBe(
      introduction,
    );
  });

  it('tells at which command the server refused, where only its text does', () => {
    const fields = [...ana, 'Diagnostic-Code: smtp; 550 Unknown user'];
    const text = (stage: string) => `<ana@example.com>: host mx.example.com said: 550 Unknown user\r\n    (${stage})`;
    const read = report(fields, { text: text('in reply to end of\r\n    DATA command') });
    expect(read.recipients[0]?.diagnostic).toBe('550 Unknown user (in reply to end of DATA command)');
    const bo = ['Final-Recipient: rfc822; bo@example.com', 'Action: failed', 'Diagnostic-Code: smtp; 552 full'];
    const two = report([...fields, '', ...bo], {
      text: `${text('in reply to end of DATA command')}\r\n\r\n<bo@example.com>: host mx said: 552 full`,
    });
    expect(two.recipients.map(({ diagnostic }) => diagnostic)).toEqual([
      '550 Unknown user (in reply to end of DATA command)',
      '552 full',
    ]);
  });

  it('names the address for which a server wrote to a file or started a program', () => {
    const fields = ['Final-Recipient: rfc822;/mail/spool/a/inbox', 'Action: failed', 'Status: 5.0.0'];
    const text = 'save to /mail/spool/a/inbox\r\n    generated by ana@example.com\r\n    mailbox is full';
    expect(report(fields, { text }).recipients[0]).toMatchObject({
      recipient: 'ana@example.com',
      diagnostic: 'mailbox is full',
    });
    const header = 'X-Failed-Recipients: bo@example.com\r\nContent-Type: multipart/report; boundary=b';
    expect(report(fields, { header }).recipients[0]?.recipient).toBe('bo@example.com');
    expect(report(fields).recipients[0]?.recipient).toBe('/mail/spool/a/inbox');
  });

  it('names the original recipient where the final one is a local mailbox', () => {
    const { recipients } = report([
      'Original-Recipient: rfc822;<ana@example.com>',
      'Final-Recipient: LOCAL;<ana>',
      'Action: failed',
    ]);
    expect(recipients[0]?.recipient).toBe('ana@example.com');
  });

  it('counts a group that is repeated word for word once', () => {
    expect(report([...ana, '', ...ana]).recipients).toHaveLength(1);
  });

  it('is read out of base64, and with addresses of RFC 6533', () => {
    const fields = Buffer.from(
      'Final-Recipient: utf-8; jörg@umläut.example\r\nAction: failed\r\nStatus: 5.1.1\r\n',
    ).toString('base64');
    const { recipients } = report([fields], { type: 'message/global-delivery-status', encoding: 'base64' });
    expect(recipients[0]?.recipient).toBe('jörg@umläut.example');
  });

  it('is read in a multipart/mixed too', () => {
    expect(report(ana, { header: 'Content-Type: multipart/mixed; boundary=b' }).kind).toBe('bounce');
  });

  it('is no bounce where every refusal is a challenge', () => {
    const challenge = [...ana, 'Diagnostic-Code: smtp; 550 Your server requires confirmation. Visit https://x.example'];
    expect(report(challenge).kind).toBe('challenge');
  });
});
