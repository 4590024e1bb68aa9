import { Buffer } from 'node:buffer';

const WORDS =
  'spring collection arrived discover offers selected members free delivery orders weekend unsubscribe'.split(' ');
const TEXT_LINES = 42;

/**
 * This many delivery status notifications in the style of Postfix, of about 5 kB each with the returned message; all
 * different.
 */
export function bounceMails(count) {
  return Array.from({ length: count }, (_, index) => bounceMail(index));
}

/** One of them. */
export function bounceMail(index) {
  return Buffer.from(bounce(index).replaceAll('\n', '\r\n'));
}

function bounce(index) {
  const recipient = `recipient${index}@example${index % 50}.com`;
  const remote = `mx${index % 3}.example${index % 50}.com`;
  const queueId = (0x4c000000000 + index).toString(16).toUpperCase();
  const date = new Date(Date.UTC(2026, 10, 20, 8) + index * 250).toUTCString().replace('GMT', '+0000');
  const boundary = `${queueId}.1795334400/relay.example.net`;
  const reply =
    index % 4 === 0
      ? `452 4.2.2 <${recipient}>: The email account that you tried to reach is over quota`
      : `550 5.1.1 <${recipient}>: Recipient address rejected: User unknown in virtual mailbox table`;
  const status = reply.slice(4, 9);
  return `Return-Path: <>
Received: by relay.example.net (Postfix)
\tid ${queueId}; ${date}
Date: ${date}
From: MAILER-DAEMON@relay.example.net (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: bounces+s${index}@news.example
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="${boundary}"
Content-Transfer-Encoding: 8bit
Message-Id: <20261120080000.${queueId}@relay.example.net>

This is a MIME-encapsulated message.

--${boundary}
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

This is the mail system at host relay.example.net.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients. It's attached below.

                   The mail system

<${recipient}>: host ${remote}[192.0.2.25] said: ${reply} (in reply to RCPT TO command)

--${boundary}
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.example.net
X-Postfix-Queue-ID: ${queueId}
X-Postfix-Sender: rfc822; bounces+s${index}@news.example
Arrival-Date: ${date}

Final-Recipient: rfc822; ${recipient}
Original-Recipient: rfc822;${recipient}
Action: failed
Status: ${status}
Remote-MTA: dns; ${remote}
Diagnostic-Code: smtp; ${reply}

--${boundary}
Content-Description: Undelivered Message
Content-Type: message/rfc822

Received: from news.example (news.example [192.0.2.10])
\tby relay.example.net (Postfix) with ESMTPS id ${queueId}
\tfor <${recipient}>; ${date}
From: News <news@news.example>
To: ${recipient}
Subject: The spring collection has arrived
Date: ${date}
Message-ID: <s${index}@news.example>
X-Campaign-Id: spring
List-Unsubscribe: <https://news.example/u/s${index}>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

${text(index)}
--${boundary}--
`;
}

function text(seed) {
  const line = (number) =>
    Array.from({ length: 8 }, (_, word) => WORDS[(seed * 7 + number * 13 + word * 5) % WORDS.length]).join(' ');
  return Array.from({ length: TEXT_LINES }, (_, number) => `${line(number)}\n`).join('');
}
