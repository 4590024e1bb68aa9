import { describe, expect, it } from 'vitest';
import { interpret } from '../interpret.js';

const read = (...lines: string[]) => interpret(Buffer.from(lines.join('\n')));

describe('a program’s answer', () => {
  it.each([
    'Auto-Submitted: auto-replied',
    'X-Autoreply: yes',
    'Precedence: auto_reply',
    'Subject: Automatic reply: your offer',
    'Subject: Out of Office: your offer',
    'Subject: Automatische Antwort: Ihr Angebot',
    'Subject: Abwesenheitsnotiz',
    'Subject: Réponse automatique : votre offre',
    'Subject: Respuesta automática: su oferta',
    'Subject: Risposta automatica: offerta',
    'Subject: Resposta automática: oferta',
    'Subject: Automatisch antwoord: aanbod',
    'Subject: [Automatyczna =?iso-8859-2?Q?odpowied=BC?=] test',
    'Subject: =?utf-8?b?6Ieq5YuV5b+c562U?=',
  ])('is known by “%s”, with a null reverse-path too', async (sign) => {
    const mail = await read(
      'Return-Path: <>',
      'From: Ana <ana@example.com>',
      sign,
      '',
      'I could not be reached. Write to bo@example.com.',
    );
    expect([mail.kind, mail.family, mail.recipients]).toEqual(['auto-reply', 'auto-reply', []]);
  });

  it('is none where a mail system reports a failure with Auto-Submitted', async () => {
    const mail = await read(
      'From: MAILER-DAEMON@relay.example',
      'Auto-Submitted: auto-replied',
      'Subject: failure',
      '',
      '<ana@example.com>: unknown user',
    );
    expect(mail.kind).toBe('bounce');
  });
});
