import { domainOf } from '../../events/index.js';
import { isPermanent, replyLines, type Dialect, type ReportedFailure } from '../delivery-report.js';
import { mailDate, returnedMessage, toMail } from '../mail-text.js';

const TENANT = 'corp.example';
const SERVER = 'AM0PR01MB0042.eurprd01.prod.exchange.example';

/** Exchange Online: text and HTML, the diagnostics for administrators below, a status with three-digit detail. */
export const exchangeOnline: Dialect = ({ send, failures, acceptedAt, reportedAt, random }) => {
  const uuid = [8, 4, 4, 4, 12].map((length) => random.hex(length)).join('-');
  const inner = `_000_${uuid.replaceAll('-', '')}_`;
  return toMail(`Return-Path: <>
Delivered-To: ${send.returnAddress}
Received: from ${SERVER} (2001:db8:15::25) by
 mx.news.example with ESMTPS id ${random.digits(8)};
 ${mailDate(reportedAt)}
From: Microsoft Outlook
	<MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@${TENANT}>
To: <${send.returnAddress}>
Date: ${mailDate(reportedAt)}
Content-Type: multipart/report; report-type=delivery-status;
	boundary="${uuid}"
X-MS-Exchange-Message-Is-Ndr:
Content-Language: en-US
Message-ID: <${uuid}@${SERVER}>
In-Reply-To: ${send.messageId}
References: ${send.messageId}
Subject: Undeliverable: =?utf-8?B?QXV0dW1uIG9mZmVyIOKAkyBoYWxmIHByaWNl?=
Auto-Submitted: auto-replied
MIME-Version: 1.0

--${uuid}
Content-Type: multipart/alternative; differences=Content-Type;
	boundary="${inner}"

--${inner}
Content-Type: text/plain; charset="us-ascii"
Content-Transfer-Encoding: 7bit

Delivery has failed to these recipients or groups:

${failures.map(inWords).join('\n')}
Diagnostic information for administrators:

Generating server: ${SERVER}

${failures.map((failure) => `${failure.recipient}\nRemote server returned '${reply(failure)}'\n`).join('\n')}
Original message headers:

Message-ID: ${send.messageId}

--${inner}
Content-Type: text/html; charset="us-ascii"
Content-Transfer-Encoding: 7bit

<html><body><p><b>Delivery has failed to these recipients or groups:</b></p>
${failures.map((failure) => `<p><a href="mailto:${failure.recipient}">${failure.recipient}</a></p>`).join('\n')}
<p>Diagnostic information for administrators:</p>
<p>Generating server: ${SERVER}</p>
${failures.map((failure) => `<p>${failure.recipient}<br>Remote server returned '${reply(failure)}'</p>`).join('\n')}
</body></html>

--${inner}--

--${uuid}
Content-Type: message/delivery-status

Reporting-MTA: dns;${SERVER}
Received-From-MTA: dns;relay.news.example
Arrival-Date: ${mailDate(acceptedAt)}

${failures.map(inFields).join('\n')}
--${uuid}
Content-Type: message/rfc822

Received: from relay.news.example (192.0.2.25) by
 ${SERVER} with Microsoft SMTP Server; ${mailDate(acceptedAt)}
${returnedMessage(send)}
--${uuid}--
`);
};

/** The text for the reader, by class of failure; the server's own words come further down. */
function inWords({ recipient, outcome }: ReportedFailure): string {
  const advice = isPermanent(outcome)
    ? "Your message couldn't be delivered. Check the address and the information below, and try sending again."
    : 'The server has tried to deliver this message, without success, and has stopped trying.';
  return `${recipient}<mailto:${recipient}>\n${advice}\n`;
}

function reply(failure: ReportedFailure): string {
  switch (failure.outcome.kind) {
    case 'host-not-found':
      return `550 5.4.310 DNS domain ${domainOf(failure.recipient)} does not exist [Message=InfoDomainNonexistent]`;
    case 'timed-out':
      return "550 4.4.7 QUEUE.Expired; message expired in unreachable destination queue. Reason: There is currently no route to the mailbox's server";
    case 'refused':
      return replyLines(failure).join(' ');
  }
}

function inFields(failure: ReportedFailure): string {
  const status = /\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(reply(failure))?.[0] ?? '5.0.0';
  return `Final-Recipient: rfc822;${failure.recipient}
Action: failed
Status: ${status}
Diagnostic-Code: smtp;${reply(failure)}
X-Display-Name: ${failure.recipient}
`;
}
