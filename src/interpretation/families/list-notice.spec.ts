import { describe, expect, it } from 'vitest';
import { interpret } from '../interpret.js';

const read = (subject: string, text: string) =>
  interpret(
    Buffer.from(
      [
        'Return-Path: <>',
        'From: lista-bounces@lists.example',
        'X-List-Administrivia: yes',
        `Subject: ${subject}`,
        '',
        text,
      ].join('\n'),
    ),
  );

describe('what a mailing list writes to who posted to it', () => {
  it('is a program’s answer, in whatever language', () => {
    expect(read('A Lista listara kuldott uzenete jovahagyasra var', 'Our March news')).toMatchObject({
      kind: 'auto-reply',
      family: 'list-notice',
      recipients: [],
    });
  });

  it('is not what it asks whoever subscribes', () => {
    expect(read('confirm 0123456789abcdef0123456789abcdef', 'Kerjuk, erositse meg.').kind).toBe('not-a-report');
  });
});
