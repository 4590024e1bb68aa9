import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { DUPLICATES, FAILURES, SEVERAL_RECIPIENTS } from '../../src/demo/mix.js';

const bin = fileURLToPath(new URL('../../bin/bounce-ledger.js', import.meta.url));
const MAILS = 2_000;
/** The run takes seconds; on a machine that is busy with other tests it may take a minute. */
const PATIENCE_MS = 180_000;

describe('bounce-ledger demo', { timeout: PATIENCE_MS }, () => {
  it('loses nothing and counts nothing twice, though the collector is killed, and leaves nothing behind', async () => {
    const { exitCode, output, story } = await run('--exit', '--json');
    const lines = output.trimEnd().split('\n');
    const bounces = FAILURES.reduce((sum, [mails]) => sum + mails, SEVERAL_RECIPIENTS.length);
    expect(JSON.parse(lines.at(-1) ?? '')).toEqual({
      listed: MAILS,
      appended: MAILS - DUPLICATES,
      alreadyKnown: DUPLICATES,
      lost: 0,
      countedTwice: 0,
      bounces,
      recipients: bounces,
      seconds: expect.any(Number) as number,
    });
    expect(lines).toHaveLength(1);
    expect(exitCode).toBe(0);
    expect(directoryNamedIn(story)).toSatisfy((directory: string) => !existsSync(directory));
  });

  it('stays up with working commands until it is told to end', async () => {
    const demo = start();
    const story = await toldUntil(demo, 'Ctrl-C');
    const [campaign = '', recipient = ''] = [...story.matchAll(/curl -s (\S+)/g)].map(([, url]) => url);
    expect(await (await fetch(campaign)).json()).toMatchObject({ id: 'autumn-offer', sends: 20_000, unverified: 0 });
    expect(await (await fetch(recipient)).json()).toMatchObject({ status: 'quarantined', sendable: { bulk: false } });
    demo.kill('SIGINT');
    expect(await once(demo, 'exit')).toEqual([0, null]);
    expect(existsSync(directoryNamedIn(story))).toBe(false);
  });

  it('cleans up when it is told to end in the middle', async () => {
    const demo = start();
    const story = await toldUntil(demo, '1  A campaign');
    demo.kill('SIGTERM');
    expect(await once(demo, 'exit')).toEqual([1, null]);
    expect(readdirSync(tmpdir())).not.toContain(directoryNamedIn(story).split('/').at(-1));
  });
});

function start(...flags: readonly string[]): ChildProcessByStdio<null, Readable, Readable> {
  return spawn(process.execPath, [bin, 'demo', ...flags], { stdio: ['ignore', 'pipe', 'pipe'] });
}

/** What was told up to the words and with them; goes on reading, so that the teller never waits. */
function toldUntil({ stdout }: { readonly stdout: Readable }, words: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let story = '';
    stdout.on('data', (chunk) => {
      story += String(chunk);
      if (story.includes(words)) resolve(story);
    });
    stdout.on('end', () => {
      reject(new Error(`the demo ended before it told of ${words}: ${story}`));
    });
  });
}

async function run(...flags: readonly string[]): Promise<{ exitCode: number | null; output: string; story: string }> {
  const demo = start(...flags);
  const [output, story, [exitCode]] = await Promise.all([
    text(demo.stdout),
    text(demo.stderr),
    once(demo, 'exit') as Promise<[number | null]>,
  ]);
  return { exitCode, output, story };
}

function directoryNamedIn(story: string): string {
  return /\/\S*bounce-ledger-demo-\w+/.exec(story)?.[0] ?? 'none';
}
