import { describe, expect, it } from 'vitest';
import { tellsOfChallenge } from './challenge-wording.js';
import { remoteMtaIn, reportingMtaIn } from './mta-names.js';
import { hasFailureWords, namesReason, tellsOfDelay, tellsOfGivingUp } from './wording.js';

describe('words of failure', () => {
  it.each([
    'Undelivered Mail Returned to Sender',
    'failure notice',
    'User unknown',
    'mailbox is full',
    'Ihre Nachricht konnte nicht zugestellt werden',
    'Su mensaje no pudo ser entregado',
    'Votre message n’a pas pu être remis',
    'A mensagem não pode ser entregue',
    'Impossibile recapitare il messaggio',
    'Uw bericht kon niet worden bezorgd',
    'Ваше письмо не может быть доставлено',
    '送信できませんでした',
    '抱歉，您的邮件被退回，无法送达',
  ])('are in “%s”', (text) => {
    expect(hasFailureWords(text)).toBe(true);
  });

  it.each(['Our autumn offer ends on Friday', 'Die Rechnung liegt bei', 'Le compte rendu de la réunion', ''])(
    'are not in “%s”',
    (text) => {
      expect(hasFailureWords(text)).toBe(false);
    },
  );
});

describe('words of delay', () => {
  it.each([
    'Your message has not yet been delivered; we will continue to try',
    'THIS IS A WARNING ONLY',
    'Warning: could not send message for past 4 hours',
    'Delivery attempts will continue to be made for 5 day(s).',
  ])('are in “%s”', (text) => {
    expect(tellsOfDelay(text)).toBe(true);
  });

  it('do not count where the server gave up', () => {
    const text = 'has not yet been delivered. I’ve given up.';
    expect([tellsOfDelay(text), tellsOfGivingUp(text)]).toEqual([false, true]);
  });

  it('do not count for what simply failed', () => {
    expect(tellsOfDelay('Your message has NOT been delivered: no such user')).toBe(false);
  });
});

describe('words of a challenge', () => {
  it('ask the sender to do something', () => {
    expect(tellsOfChallenge('Please click on https://x.example to have your address added to my allowed list')).toBe(
      true,
    );
    expect(tellsOfChallenge('Sender not pre-approved. Follow instructions in above notice')).toBe(true);
  });

  it('are not in a refusal that offers removal from a blocklist', () => {
    expect(tellsOfChallenge('550 blocked, to request removal from this list visit https://x.example/delist')).toBe(
      false,
    );
  });
});

describe('why something failed', () => {
  it.each([
    ['Unable to deliver to the following recipients, because the message was forwarded too often.', true],
    ['Remote host is not responding.', true],
    ['User not listed in public Name & Address Book', true],
    ['It has not yet been delivered after more than 48 hours on the queue.', true],
    ['送信先のメールボックスが一杯のため、送信できませんでした。', true],
    ['Delivery to the following recipients failed permanently:', false],
    ['A message that you sent could not be delivered to one or more of its recipients.', false],
    ['This is a permanent error; I have given up. Sorry it did not work out.', false],
  ])('is told or not by “%s”', (words, told) => {
    expect(namesReason(words)).toBe(told);
  });
});

describe('names of servers in a report’s words', () => {
  it.each([
    ['This is the mail system at host mx.example.net.', 'mx.example.net'],
    ['Hi. This is the qmail-send program at mx.example.net.', 'mx.example.net'],
    ['This is the DragonFly Mail Agent v0.13 at mx.example.net.', 'mx.example.net'],
    ['I am sorry', null],
  ])('“%s” reports as %s', (words, name) => {
    expect(reportingMtaIn(words)).toBe(name);
  });

  it.each([
    ['host mx.example.org[192.0.2.1] said: 550 no', 'mx.example.org'],
    ['... while talking to mx.example.org.:', 'mx.example.org'],
    ['mail to x.\nmx.example.org [192.0.2.1] did not like our RCPT TO:', 'mx.example.org'],
    ['550 no', null],
  ])('“%s” came from %s', (words, name) => {
    expect(remoteMtaIn(words)).toBe(name);
  });
});
