import { domainOf } from '../../events/index.js';
import {
  isPermanent,
  mailHostOf,
  replyLines,
  type DeliveryReport,
  type Dialect,
  type ReportedFailure,
} from '../delivery-report.js';
import { fold, mailDate, returnedHeader, returnedMessage, toMail } from '../mail-text.js';

const HOST = 'relay.news.example';
const QUEUE_ID = '0123456789ABCDEF';
const RETRY_DAYS = 5;
const DAY_MS = 86_400_000;

/** Postfix: diagnostics folded at 72 columns; an expired mail is `Action: failed` with the 4.x.x of the last reply. */
export const postfix: Dialect = (report) => {
  return write(report, {
    subject: 'Undelivered Mail Returned to Sender',
    action: 'failed',
    notice: `I'm sorry to have to inform you that your message could not
be delivered to one or more recipients. It's attached below.`,
  });
};

/** The warning that Postfix sends if `delay_warning_time` is set. */
export const postfixDelay: Dialect = (report) => {
  return write(report, {
    subject: 'Delayed Mail (still being retried)',
    action: 'delayed',
    notice: `####################################################################
# THIS IS A WARNING ONLY.  YOU DO NOT NEED TO RESEND YOUR MESSAGE. #
####################################################################

Your message could not be delivered for more than 4 hour(s).
It will be retried until it is ${RETRY_DAYS} day(s) old.`,
  });
};

interface Wording {
  readonly subject: string;
  readonly action: 'failed' | 'delayed';
  readonly notice: string;
}

function write(report: DeliveryReport, { subject, action, notice }: Wording): Buffer {
  const { send, failures, acceptedAt, reportedAt, random } = report;
  const queueId = random.token(11, QUEUE_ID);
  const ownQueueId = random.token(11, QUEUE_ID);
  const date = `${mailDate(reportedAt)} (UTC)`;
  const arrival = `${mailDate(acceptedAt)} (UTC)`;
  const boundary = `${queueId}.${Math.floor(reportedAt.getTime() / 1000)}/${HOST}`;
  const stamp = reportedAt.toISOString().replace(/\D/g, '').slice(0, 14);
  return toMail(`Return-Path: <>
Delivered-To: ${send.returnAddress}
Received: by ${HOST} (Postfix)
	id ${ownQueueId}; ${date}
Date: ${date}
From: Mail Delivery System <MAILER-DAEMON@${HOST}>
Subject: ${subject}
To: ${send.returnAddress}
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
	boundary="${boundary}"
Content-Transfer-Encoding: 8bit
Message-Id: <${stamp}.${ownQueueId}@${HOST}>

This is a MIME-encapsulated message.

--${boundary}
Content-Description: Notification
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

This is the mail system at host ${HOST}.

${notice}

For further assistance, please send mail to postmaster.

If you do so, please include this problem report. You can
delete your own text from the attached returned message.

                   The mail system

${failures.map(inWords).join('\n\n')}

--${boundary}
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; ${HOST}
X-Postfix-Queue-ID: ${queueId}
X-Postfix-Sender: rfc822; ${send.returnAddress}
Arrival-Date: ${arrival}

${failures.map((failure) => inFields(failure, action, acceptedAt)).join('\n')}
--${boundary}
Content-Description: Undelivered Message${action === 'failed' ? '' : ' Headers'}
Content-Type: ${action === 'failed' ? 'message/rfc822' : 'text/rfc822-headers'}
Content-Transfer-Encoding: 8bit

Return-Path: <${send.returnAddress}>
Received: from app.news.example (app.news.example [192.0.2.24])
	by ${HOST} (Postfix) with ESMTP id ${queueId}
	for <${send.recipient}>; ${arrival}
${action === 'failed' ? returnedMessage(send) : returnedHeader(send)}
--${boundary}--
`);
}

function inWords(failure: ReportedFailure): string {
  return fold(`<${failure.recipient}>: ${said(failure)}`, 72, '    ');
}

function said(failure: ReportedFailure): string {
  const { recipient, outcome } = failure;
  const host = mailHostOf(recipient);
  switch (outcome.kind) {
    case 'host-not-found':
    case 'timed-out':
      return localReason(outcome.kind, recipient);
    case 'refused':
      return outcome.inReplyTo === 'connection'
        ? `host ${host}[198.51.100.7] refused to talk to me: ${replyLines(failure).join(' ')}`
        : `host ${host}[198.51.100.7] said: ${replyLines(failure).join(' ')} (in reply to ${outcome.inReplyTo} command)`;
  }
}

function localReason(kind: 'host-not-found' | 'timed-out', recipient: string): string {
  return kind === 'host-not-found'
    ? `Host or domain name not found. Name service error for name=${domainOf(recipient)} type=A: Host not found`
    : `connect to ${mailHostOf(recipient)}[198.51.100.7]:25: Connection timed out`;
}

function inFields(failure: ReportedFailure, action: 'failed' | 'delayed', acceptedAt: Date): string {
  const { recipient, outcome } = failure;
  const diagnostic =
    outcome.kind === 'refused'
      ? `smtp; ${replyLines(failure).join(' ')}`
      : `X-Postfix; ${localReason(outcome.kind, recipient)}`;
  const retryUntil = new Date(acceptedAt.getTime() + RETRY_DAYS * DAY_MS);
  return [
    `Final-Recipient: rfc822; ${recipient}`,
    `Original-Recipient: rfc822;${recipient}`,
    `Action: ${action}`,
    `Status: ${statusOf(failure)}`,
    ...(outcome.kind === 'refused' ? [`Remote-MTA: dns; ${mailHostOf(recipient)}`] : []),
    fold(`Diagnostic-Code: ${diagnostic}`, 78, '    '),
    ...(action === 'delayed' ? [`Will-Retry-Until: ${mailDate(retryUntil)} (UTC)`] : []),
    '',
  ].join('\n');
}

function statusOf({ outcome }: ReportedFailure): string {
  switch (outcome.kind) {
    case 'host-not-found':
      return '5.4.4';
    case 'timed-out':
      return '4.4.1';
    case 'refused':
      return outcome.status ?? (isPermanent(outcome) ? '5.0.0' : '4.0.0');
  }
}
