import { Gauge, type Registry } from 'prom-client';
import type { MailboxQueries, MailboxView } from './mailbox-views.js';

const MOST_MAILBOXES = 1_000;
const OUTCOMES = ['appended', 'alreadyKnown', 'parked', 'notReached', 'deleted', 'left'] as const;

/** Registers what an operator watches of the mailboxes, read when it is asked for. */
export function registerMailboxMetrics(registry: Registry, mailboxes: MailboxQueries): void {
  const list = (): readonly MailboxView[] => mailboxes.list({ limit: MOST_MAILBOXES }).items;
  new Gauge({
    name: 'bounce_ledger_mailbox_mails',
    help: 'What became of the mails that collection sessions listed, over all sessions',
    labelNames: ['mailbox', 'outcome'],
    registers: [registry],
    collect() {
      for (const { name, custody } of list()) {
        for (const outcome of OUTCOMES) this.set({ mailbox: name, outcome }, custody[outcome]);
      }
    },
  });
  new Gauge({
    name: 'bounce_ledger_mailbox_waiting_mails',
    help: 'Mails that the last session listed but did not take',
    labelNames: ['mailbox'],
    registers: [registry],
    collect() {
      for (const { name, waiting } of list()) this.set({ mailbox: name }, waiting);
    },
  });
  new Gauge({
    name: 'bounce_ledger_mailbox_last_success_timestamp_seconds',
    help: 'When a session last ran to its end; 0: never',
    labelNames: ['mailbox'],
    registers: [registry],
    collect() {
      for (const { name, lastSuccessAt } of list()) {
        this.set({ mailbox: name }, lastSuccessAt === null ? 0 : Date.parse(lastSuccessAt) / 1000);
      }
    },
  });
}
