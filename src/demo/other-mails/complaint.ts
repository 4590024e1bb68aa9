import type { DemoSend } from '../campaign.js';
import { mailDate, returnedMessage, toMail } from '../mail-text.js';
import type { SeededRandom } from '../seeded-random.js';

const LOOP = 'fbl.gigamail.example';

/** A feedback report of abuse (RFC 5965): the recipient pressed the spam button. */
export function complaint(send: DemoSend, reportedAt: Date, random: SeededRandom): Buffer {
  const boundary = `fbl_${random.hex(20)}`;
  return toMail(`Return-Path: <feedback@${LOOP}>
Delivered-To: ${send.returnAddress}
Received: from ${LOOP} (${LOOP} [198.51.100.9])
	by mx.news.example (Postfix) with ESMTPS id ${random.token(11, '0123456789ABCDEF')};
	${mailDate(reportedAt)}
From: Feedback Loop <feedback@${LOOP}>
To: abuse@news.example
Date: ${mailDate(reportedAt)}
Subject: Abuse report
Message-ID: <${random.hex(24)}@${LOOP}>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report;
	boundary="${boundary}"

--${boundary}
Content-Type: text/plain; charset="us-ascii"
Content-Transfer-Encoding: 7bit

This is an email abuse report for a message received from 192.0.2.25
on ${mailDate(send.sentAt)}.

--${boundary}
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: GigamailFeedback/1.0
Version: 1
Original-Mail-From: <${send.returnAddress}>
Original-Rcpt-To: <${send.recipient}>
Arrival-Date: ${mailDate(send.sentAt)}
Source-IP: 192.0.2.25
Reported-Domain: news.example

--${boundary}
Content-Type: message/rfc822

Received: from relay.news.example (192.0.2.25) by mx.gigamail.example;
	${mailDate(send.sentAt)}
${returnedMessage(send)}
--${boundary}--
`);
}
