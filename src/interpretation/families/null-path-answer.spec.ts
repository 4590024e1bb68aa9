import { describe, expect, it } from 'vitest';
import { interpret } from '../interpret.js';

const read = (...lines: string[]) => interpret(Buffer.from(lines.join('\n')));
const ANSWER = ['Return-Path: <>', 'From: Ana <ana@example.com>', 'In-Reply-To: <m1@shop.example>'];

describe('an answer with a null reverse-path', () => {
  it('is a program’s, in whatever language', () => {
    expect(read(...ANSWER, 'Subject: Qurxlo', '', 'Aadbaan u mahadsan tahay.')).toMatchObject({
      kind: 'auto-reply',
      family: 'null-path-answer',
    });
  });

  it.each([
    ['it answers no message', ['Return-Path: <>', 'From: Ana <ana@example.com>'], 'Mahadsanid.'],
    ['it has a reverse-path', ['From: Ana <ana@example.com>', 'In-Reply-To: <m1@shop.example>'], 'Mahadsanid.'],
    ['it goes to many', [...ANSWER, 'List-Unsubscribe: <https://shop.example/u>'], 'Mahadsanid.'],
    ['it quotes a refusal', ANSWER, 'Mahadsanid.\n550 5.1.1 ana@example.com'],
  ])('is not one where %s', (_, header, text) => {
    expect(read(...header, 'Subject: Qurxlo', '', text).family).not.toBe('null-path-answer');
  });
});
