import type { CheckStep } from '../mailbox/index.js';
import type { RegisterCommand } from './command.js';
import { printable, printJson, printLine } from './terminal.js';

const MARKS: Readonly<Record<CheckStep['outcome'], string>> = { ok: 'ok', warning: 'warning', failed: 'FAILED' };

/** `mailbox check NAME`: what works with a mailbox, step by step, with no mail retrieved. */
export const registerMailbox: RegisterCommand = (program, run) => {
  program
    .command('mailbox')
    .description('look at one configured mailbox')
    .command('check <name>')
    .description('try name, connection, TLS, sign-in and listing, without retrieving a mail')
    .option('--json', 'one JSON object a step')
    .action(
      run(async ({ terminal, settings, signal }, name: string, { json }: { json?: boolean }) => {
        const mailbox = settings().mailboxes.find((each) => each.name === name);
        if (mailbox === undefined) {
          terminal.errors.write(`no mailbox is named ${printable(name)}\n`);
          return 2;
        }
        // Loaded when it is needed: other commands open no mailbox.
        const { checkMailbox } = await import('../mailbox/index.js');
        let hasFailed = false;
        for await (const step of checkMailbox(mailbox, { clock: () => new Date(), signal })) {
          hasFailed ||= step.outcome === 'failed';
          if (json === true) printJson(terminal, { mailbox: name, ...step });
          else printLine(terminal, `${MARKS[step.outcome].padEnd(9)}${step.step.padEnd(14)}${printable(step.detail)}`);
        }
        return hasFailed ? 1 : 0;
      }),
    );
};
