import { PassThrough } from 'node:stream';
import { beforeEach, describe, expect, it } from 'vitest';
import { count, Narrator, percent, seconds } from './narrator.js';

describe('the narrator', () => {
  let output: PassThrough;
  let narrator: Narrator;
  const told = () => String(output.read() ?? '');
  beforeEach(() => {
    output = new PassThrough();
    narrator = new Narrator(output);
  });

  it('numbers the chapters, without colour where no terminal shows it', () => {
    narrator.title('a run');
    narrator.chapter('first');
    narrator.chapter('second');
    expect(told()).toBe('\na run\n\n1  first\n\n2  second\n');
  });

  it('breaks paragraphs at spaces and leaves what cannot be broken whole', () => {
    narrator.say(`${'word '.repeat(30)}${'x'.repeat(120)}`);
    const lines = told().trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    expect(lines.slice(0, 2).every((line) => line.length <= 103)).toBe(true);
    expect(lines[2]).toBe(`   ${'x'.repeat(120)}`);
  });

  it('sets figures under each other', () => {
    narrator.table([
      ['sends', 'hard'],
      ['1,000', '7'],
    ]);
    expect(told()).toBe('   sends   hard\n   1,000      7\n');
  });

  it('writes figures as people read them', () => {
    expect([count(20_000), percent(0.0389), percent(null), seconds(1_449)]).toEqual(['20,000', '3.9 %', '–', '1.4 s']);
  });
});
