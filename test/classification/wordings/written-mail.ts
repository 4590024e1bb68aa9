import type { SmtpStep } from '../../../src/events/index.js';

/** What a report says of one refused recipient; what is left out is ordinary. */
export interface Refusal {
  /** The server's reply, as it stands in Diagnostic-Code. */
  readonly reply: string;
  /** The command that it answers, which the report's words tell; null: they do not. */
  readonly step?: SmtpStep | null;
  /** The Status field. */
  readonly status?: string;
  /** Final-Recipient. */
  readonly recipient?: string;
}

const IN_REPLY_TO: Readonly<Record<SmtpStep, string>> = {
  connect: 'EHLO command',
  'mail-from': 'MAIL FROM command',
  'rcpt-to': 'RCPT TO command',
  data: 'end of DATA command',
};

/**
 * A delivery status notification of Postfix (RFC 3464) on a message of `info@boutique.example`, sent from
 * 198.51.100.23.
 */
export function writtenMail({ reply, step = 'rcpt-to', status = '5.0.0', recipient = RECIPIENT }: Refusal): Uint8Array {
  const stage = step === null ? '' : ` (in reply to ${IN_REPLY_TO[step]})`;
  return Buffer.from(`From: MAILER-DAEMON@mta3.boutique.example (Mail Delivery System)
To: rebonds@boutique.example
Subject: Undelivered Mail Returned to Sender
Date: Tue, 14 Apr 2026 08:31:12 +0000
Message-Id: <20260414083112.1@mta3.boutique.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

This is the mail system at host mta3.boutique.example.

<${recipient}>: host mx2.galerie.example[203.0.113.9] said: ${reply}${stage}

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mta3.boutique.example
Arrival-Date: Tue, 14 Apr 2026 08:31:10 +0000

Final-Recipient: rfc822; ${recipient}
Action: failed
Status: ${status}
Remote-MTA: dns; mx2.galerie.example
Diagnostic-Code: smtp; ${reply}

--b
Content-Type: text/rfc822-headers

Return-Path: <rebonds@boutique.example>
Received: from shop7.boutique.example (shop7.boutique.example [198.51.100.23])
 by mta3.boutique.example (Postfix) with ESMTP id 4Tq; Tue, 14 Apr 2026 08:31:10 +0000
From: Boutique <info@boutique.example>
Reply-To: service@boutique.example
To: ${recipient}
Subject: Nouvelle collection
Message-ID: <c77.14@boutique.example>
Date: Tue, 14 Apr 2026 08:31:09 +0000

--b--
`);
}

export const RECIPIENT = 'lea.moreau@galerie.example';
