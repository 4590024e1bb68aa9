import { fork } from 'node:child_process';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

const CHILD = join(import.meta.dirname, 'node-pop3-child.mjs');

export type NodePop3Work =
  'retrieve' | 'retrieve two at once' | 'capabilities' | 'xoauth2' | 'be idle' | 'be refused eleven times';

/** What came of it; a mail is told as the string that node-pop3 makes of it. */
export type NodePop3Outcome =
  'never settles' | 'ends the process' | { readonly values: readonly string[] } | { readonly refused: string };

type Message = { readonly chunk: true } | { readonly outcome: NodePop3Outcome };

export interface NodePop3Process {
  readonly outcome: Promise<NodePop3Outcome>;
  /** Resolves when one more chunk has reached node-pop3 since it signed in, or it is over. */
  chunk(): Promise<void>;
}

/** Lets node-pop3 do its work in a process of its own, which ends with the test. */
export function runNodePop3(port: number, work: NodePop3Work, password = 'secret'): NodePop3Process {
  const child = fork(CHILD, [String(port), work, password]);
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let chunks = 0;
  let wake: (() => void)[] = [];
  const arrived = () => {
    chunks += 1;
    for (const resolve of wake.splice(0)) resolve();
  };
  const outcome = new Promise<NodePop3Outcome>((resolve) => {
    child.on('message', (message: Message) => {
      if ('outcome' in message) resolve(message.outcome);
      else arrived();
    });
    child.once('exit', () => {
      resolve('ends the process');
      chunks = Infinity;
      arrived();
    });
  });
  return {
    outcome,
    async chunk() {
      while (chunks === 0) await new Promise<void>((resolve) => (wake = [...wake, resolve]));
      chunks -= 1;
    },
  };
}
