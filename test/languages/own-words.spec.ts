import { describe, expect, it } from 'vitest';
import { interpret } from '../../src/interpretation/index.js';

/** What people and programs answer in words of their own, without a field that says so. */
const ANSWERS: readonly (readonly [kind: string, subject: string, text: string])[] = [
  ['auto-reply', 'Re: Spring offers', 'I am travelling until 20 March and read mail only now and then.'],
  ['auto-reply', 'Away', 'Hello, I have left for the holidays. Back on Monday.'],
  [
    'auto-reply',
    'Re: Spring offers',
    'Thank you for your e-mail. I am currently on parental leave. Please contact my colleague Jane.',
  ],
  ['auto-reply', 'Automatic answer', 'We have received your request and will get back to you within two working days.'],
  ['auto-reply', 'Re: Offers', 'Our office is closed for the public holiday. We are back on Tuesday.'],
  ['auto-reply', 'Re: Offers', 'Ich bin vom 1. bis 14. August im Urlaub und lese meine Mails nicht.'],
  ['auto-reply', 'Abwesenheit', 'Vielen Dank für Ihre Nachricht. Ich bin derzeit nicht im Büro.'],
  ['auto-reply', 'Re: Offers', "Je suis en congé jusqu'au 20 mars. En cas d'urgence, contactez Paul."],
  ['auto-reply', 'Absence du bureau', "Bonjour, je serai absente jusqu'au 3 mai."],
  ['auto-reply', 'Re: Offers', 'Estoy de vacaciones hasta el 20 de agosto.'],
  ['auto-reply', 'Fuera de la oficina', 'Gracias por su mensaje, responderé a mi regreso.'],
  ['auto-reply', 'Re: Offers', 'Sono in ferie fino al 25 agosto, risponderò al mio rientro.'],
  ['auto-reply', 'Re: Offers', 'Estou de férias até 15 de janeiro.'],
  ['auto-reply', 'Re: Offers', 'Ik ben op vakantie tot 12 juli en lees mijn mail niet.'],
  ['auto-reply', 'Re: Offers', 'Jag är på semester till den 8 augusti.'],
  ['auto-reply', 'Re: Offers', 'Jestem na urlopie do 15 lipca.'],
  ['auto-reply', 'Re: Offers', 'Я в отпуске до 12 августа, отвечу позже.'],
  ['auto-reply', 'Re: Offers', '只今休暇中です。8月20日に戻ります。'],
  ['auto-reply', 'Re: Offers', '我正在休假，8月20日回来后回复您。'],
  ['auto-reply', 'Re: Offers', 'Olen lomalla 15.8. asti.'],
  ['auto-reply', 'Re: Offers', 'Jeg er på ferie frem til 4. august.'],
  ['auto-reply', 'Re: Offers', "8 Ağustos'a kadar izindeyim."],
  ['auto-reply', 'Ticket received [#4711]', 'Your ticket has been opened. An agent will answer you soon.'],
  ['auto-reply', 'Re: Offers', 'I no longer check this mailbox regularly. For urgent matters call the front desk.'],
  [
    'challenge',
    'Please confirm your message',
    'To deliver your mail to me, click the link below and prove that you are human.',
  ],
  [
    'challenge',
    'Re: Offers',
    'I use a spam guard. Reply to this mail with the word TULIP in the subject and your message is let through.',
  ],
  [
    'challenge',
    'Action required',
    'You are not on my list of known senders. Fill in this form once to be added: https://x.example.org',
  ],
  [
    'delay',
    'Delivery is delayed',
    'Your message to ana@example.org has not been delivered yet. We will keep trying for 4 more days.',
  ],
  [
    'delay',
    'Zustellung verzögert',
    'Ihre Nachricht an ana@example.org konnte noch nicht zugestellt werden. Es wird weiter versucht.',
  ],
  [
    'delay',
    'Retard de remise',
    "Votre message à ana@example.org n'a pas encore été remis. De nouvelles tentatives suivront.",
  ],
  ['delay', 'Warning: still trying', 'ana@example.org: no success so far, will retry until Friday.'],
  ['bounce', 'Message returned', 'I could not hand over your letter to ana@example.org: there is no such person.'],
  [
    'bounce',
    'Returned mail',
    'Your mail for\n\n   ana@example.org\n\nwas sent back by the other side, which said: 550 no such user',
  ],
  ['bounce', 'Ihre Nachricht kam nicht an', 'ana@example.org: Empfänger unbekannt'],
];

const encoded = (text: string) => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;

describe('mail in words of its own', () => {
  it.each(ANSWERS)('is a %s: “%s”, “%s”', (kind, subject, text) => {
    const isSystems = kind === 'bounce' || kind === 'delay';
    const mail = [
      'Return-Path: <>',
      `From: ${isSystems ? 'Mail Delivery <postmaster@mx.example.org>' : 'Ana Berg <ana@example.org>'}`,
      'To: bounces@shop.example.com',
      `Subject: ${encoded(subject)}`,
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      '',
      text,
      '',
    ];
    expect(interpret(Buffer.from(mail.join('\r\n'))).kind).toBe(kind);
  });
});
