import { domainOf } from '../../events/index.js';
import type { DemoSend } from '../campaign.js';
import { mailDate, toMail } from '../mail-text.js';
import type { SeededRandom } from '../seeded-random.js';

/** A challenge: the message is held until its sender proves to be a person. */
export function challenge(send: DemoSend, reportedAt: Date, random: SeededRandom): Buffer {
  const token = random.hex(16);
  const domain = domainOf(send.recipient);
  return toMail(`Return-Path: <>
Delivered-To: ${send.returnAddress}
From: Mail guard of ${send.recipient} <guard@${domain}>
To: ${send.returnAddress}
Subject: Please confirm your message
Date: ${mailDate(reportedAt)}
Message-ID: <${token}@${domain}>
In-Reply-To: ${send.messageId}
MIME-Version: 1.0
Content-Type: text/plain; charset=us-ascii

Hello,

I get a lot of junk mail, so messages of people I do not know yet wait
outside. Yours is awaiting your confirmation.

Please confirm that you are a real person, once, and every message of
yours will be delivered:

   https://guard.${domain}/confirm/${token}
`);
}
