import { type DemoSend, SENDER_DOMAIN } from './campaign.js';

/** The bytes of a mail that is written with plain line feeds. */
export function toMail(text: string): Buffer {
  return Buffer.from(text.replaceAll('\n', '\r\n'), 'utf8');
}

/** RFC 5322 date in UTC; the zone is written `+0000` by default. */
export function mailDate(date: Date, zone = '+0000'): string {
  return date.toUTCString().replace('GMT', zone);
}

/** The header of a campaign message, as servers return it; ends with a line feed. */
export function returnedHeader({ sendId, recipient, messageId, sentAt }: DemoSend): string {
  return `From: =?utf-8?q?Sh=C3=B6p_News?= <hello@${SENDER_DOMAIN}>
To: ${recipient}
Subject: =?utf-8?q?Autumn_offer_=E2=80=93_half_price?=
Message-ID: ${messageId}
Date: ${mailDate(sentAt)}
List-Unsubscribe: <https://${SENDER_DOMAIN}/unsubscribe/${sendId}>
List-Unsubscribe-Post: List-Unsubscribe=One-Click
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit
`;
}

/** The same message with its body. */
export function returnedMessage(send: DemoSend): string {
  return `${returnedHeader(send)}
Dear reader,

our autumn offer – half price – ends on Friday.

You get this mail because you subscribed at ${SENDER_DOMAIN}.
`;
}

/** Breaks a text at spaces so that no line is longer than `width`; continuation lines start with the indent. */
export function fold(text: string, width: number, indent: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = `${indent}${word}`;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].join('\n');
}
