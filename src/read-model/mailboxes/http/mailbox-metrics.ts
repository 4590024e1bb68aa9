import { Gauge, type Registry } from 'prom-client';
import type { MailboxQueries, MailboxView } from '../index.js';

const MAX_MAILBOXES = 1_000;
const OUTCOMES = ['appended', 'alreadyKnown', 'parked', 'notReached', 'deleted', 'left'] as const;

/** What is watched of each mailbox: name without its beginning, what it says, and its value. */
const GAUGES: readonly (readonly [name: string, help: string, value: (view: MailboxView, now: Date) => number])[] = [
  ['waiting_mails', 'Mails that the last session listed but did not take', ({ waiting }) => waiting],
  [
    'oldest_waiting_age_seconds',
    'How long the oldest mail waits that was listed but not taken; 0: none waits',
    ({ oldestWaitingAt }, now) => secondsSince(oldestWaitingAt, now),
  ],
  ['server_mails', 'Mails on the server after the last session that listed them', ({ left }) => left],
  [
    'left_aside_mails',
    'Mails on the server that could not be taken in: failed, parked, or too large',
    ({ leftAside }) => leftAside.total,
  ],
  [
    'last_success_timestamp_seconds',
    'When a session last ran to its end; 0: never',
    ({ lastSuccessAt }) => (lastSuccessAt === null ? 0 : Date.parse(lastSuccessAt) / 1000),
  ],
  [
    'failing_seconds',
    'For how long no session has run to its end since the first that failed; 0: the last one did',
    ({ failingSince }, now) => secondsSince(failingSince, now),
  ],
];

export interface MailboxMetricsOptions {
  readonly clock: () => Date;
  /** Also those that are not configured: for a process that collects from none and reports on what others do. */
  readonly everyMailbox?: boolean;
}

/**
 * Registers what an operator watches of the mailboxes, read when it is asked for. A mailbox that left the configuration
 * has no metrics any more: an alert on its silence would never end.
 */
export function registerMailboxMetrics(
  registry: Registry,
  mailboxes: MailboxQueries,
  { clock, everyMailbox = false }: MailboxMetricsOptions,
): void {
  const list = (): readonly MailboxView[] =>
    mailboxes.list({ limit: MAX_MAILBOXES }).items.filter(({ configured }) => everyMailbox || configured);
  const registers = [registry];
  new Gauge({
    name: 'bounce_ledger_mailbox_mails',
    help: 'What became of the mails that collection sessions listed, over all sessions',
    labelNames: ['mailbox', 'outcome'],
    registers,
    collect() {
      this.reset();
      for (const { name, custody } of list()) {
        for (const outcome of OUTCOMES) this.set({ mailbox: name, outcome }, custody[outcome]);
      }
    },
  });
  new Gauge({
    name: 'bounce_ledger_mailbox_failures',
    help: 'Recorded failures by kind of error; one that lasts over many collections counts once',
    labelNames: ['mailbox', 'error'],
    registers,
    collect() {
      this.reset();
      for (const { name, failures } of list()) {
        for (const { error, failures: count } of failures) this.set({ mailbox: name, error }, count);
      }
    },
  });
  for (const [name, help, value] of GAUGES) {
    new Gauge({
      name: `bounce_ledger_mailbox_${name}`,
      help,
      labelNames: ['mailbox'],
      registers,
      collect() {
        this.reset();
        const now = clock();
        for (const view of list()) this.set({ mailbox: view.name }, value(view, now));
      },
    });
  }
}

function secondsSince(time: string | null, now: Date): number {
  return time === null ? 0 : Math.max(0, (now.getTime() - Date.parse(time)) / 1000);
}
