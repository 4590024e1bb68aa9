import { domainOf } from '../../events/index.js';
import type { DemoSend } from '../campaign.js';
import { mailDate, toMail } from '../mail-text.js';
import type { SeededRandom } from '../seeded-random.js';

const NOTICES: readonly [Notice, ...Notice[]] = [
  { subject: 'Out of office: Autumn offer', text: 'I am out of the office until Monday and read my mail after that.' },
  { subject: 'Automatic reply: Autumn offer', text: 'Thank you for your message. I am on holiday for two weeks.' },
  {
    subject: 'Abwesenheitsnotiz: Autumn offer',
    text: 'Ich bin derzeit nicht im Büro und ab Montag wieder erreichbar.',
  },
  { subject: 'Absence du bureau : Autumn offer', text: 'Je suis absent du bureau et de retour lundi prochain.' },
  { subject: 'Respuesta automática: Autumn offer', text: 'Estoy fuera de la oficina hasta el próximo lunes.' },
];

interface Notice {
  readonly subject: string;
  readonly text: string;
}

/** A vacation notice (RFC 3834): the message arrived. */
export function autoReply(send: DemoSend, reportedAt: Date, random: SeededRandom): Buffer {
  const { subject, text } = random.pick(NOTICES);
  return toMail(`Return-Path: <>
Delivered-To: ${send.returnAddress}
From: <${send.recipient}>
To: ${send.returnAddress}
Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=
Date: ${mailDate(reportedAt)}
Message-ID: <${random.hex(24)}@${domainOf(send.recipient)}>
In-Reply-To: ${send.messageId}
Auto-Submitted: auto-replied (vacation)
Precedence: bulk
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

${text}
`);
}
