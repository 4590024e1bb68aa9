import { domainOf } from '../../events/index.js';
import { isPermanent, replyLines, type Dialect, type ReportedFailure } from '../delivery-report.js';
import { mailDate, returnedMessage, toMail } from '../mail-text.js';

const HOST = 'list.community.example';
const ADDRESS = '198.51.100.7';

/** qmail: plain text, no delivery status part and no Message-ID. */
export const qmail: Dialect = ({ send, failures, acceptedAt, reportedAt, random }) => {
  // RFC 822 date without the day of the week.
  const date = (at: Date) => mailDate(at, '-0000').replace(/^\w+, 0?/, '');
  return toMail(`Return-Path: <>
Delivered-To: ${send.returnAddress}
Received: (qmail ${random.digits(5)} invoked for bounce); ${date(reportedAt)}
Date: ${date(reportedAt)}
From: MAILER-DAEMON@${HOST}
To: ${send.returnAddress}
Subject: failure notice

Hi. This is the qmail-send program at ${HOST}.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

${failures.map(inWords).join('\n')}
--- Below this line is a copy of the message.

Return-Path: <${send.returnAddress}>
Received: (qmail ${random.digits(5)} invoked from network); ${date(acceptedAt)}
${returnedMessage(send)}`);
};

function inWords(failure: ReportedFailure): string {
  const { recipient, outcome } = failure;
  const expired = isPermanent(outcome)
    ? ''
    : "I'm not going to try again; this message has been in the queue too long.\n";
  return `<${recipient}>:\n${reasonOf(failure)}\n${expired}`;
}

function reasonOf(failure: ReportedFailure): string {
  const { outcome, recipient } = failure;
  switch (outcome.kind) {
    case 'host-not-found':
      return `Sorry, I couldn't find any host named ${domainOf(recipient)}. (#5.1.2)`;
    case 'timed-out':
      return "Sorry, I wasn't able to establish an SMTP connection. (#4.4.1)";
    case 'refused': {
      const dislikes = {
        connection: `Connected to ${ADDRESS} but greeting failed.`,
        'RCPT TO': `${ADDRESS} does not like recipient.`,
        'end of DATA': `${ADDRESS} failed after I sent the message.`,
      }[outcome.inReplyTo];
      return `${dislikes}\nRemote host said: ${replyLines(failure).join('\n')}\nGiving up on ${ADDRESS}.`;
    }
  }
}
