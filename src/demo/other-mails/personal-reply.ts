import { domainOf } from '../../events/index.js';
import type { DemoSend } from '../campaign.js';
import { mailDate, toMail } from '../mail-text.js';
import type { SeededRandom } from '../seeded-random.js';

const TEXTS = [
  'Do you have it in green, too?',
  'I moved to Porto last month, please change my postal address.',
  'How long does the offer last?',
] as const;

/** A person replies to the return address, as some mail programs allow. */
export function personalReply(send: DemoSend, reportedAt: Date, random: SeededRandom): Buffer {
  return toMail(`Return-Path: <${send.recipient}>
Delivered-To: ${send.returnAddress}
From: ${send.recipient}
To: ${send.returnAddress}
Subject: Re: Autumn offer
Date: ${mailDate(reportedAt)}
Message-ID: <${random.hex(24)}@${domainOf(send.recipient)}>
In-Reply-To: ${send.messageId}
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Hello,

${random.pick(TEXTS)}

Best regards
`);
}
