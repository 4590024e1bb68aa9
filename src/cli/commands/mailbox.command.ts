import type { CheckStep } from '../../mailbox/index.js';
import type { RegisterCommand } from '../command.js';
import { mailboxLines } from '../lines/mailbox-lines.js';
import { openAccess } from '../access/open-access.js';
import { printable, printAnswer, type Terminal } from '../terminal.js';

const MARKS: Readonly<Record<CheckStep['outcome'], string>> = { ok: 'ok', warning: 'warning', failed: 'FAILED' };

interface Flags {
  readonly json?: boolean;
}

/**
 * `mailbox check NAME`: what works with a mailbox, without retrieving a mail. `mailbox show NAME`: what was collected
 * from it.
 */
export const registerMailbox: RegisterCommand = (program, run) => {
  const mailboxCommand = program.command('mailbox').description('inspect one configured mailbox');

  mailboxCommand
    .command('check <name>')
    .description('test name, connection, TLS, sign-in and listing without retrieving a mail')
    .option('--json', 'one JSON object per step')
    .action(
      run(async ({ terminal, settings, signal }, name: string, { json }: Flags) => {
        const { mailboxes, dataDir } = settings();
        const mailbox = mailboxes.find((each) => each.name === name);
        if (mailbox === undefined) return unknown(terminal, name);
        // Loaded when it is needed: other commands open no mailbox.
        const { checkMailbox, RefreshTokenFiles } = await import('../../mailbox/index.js');
        let hasFailed = false;
        const refreshTokens = new RefreshTokenFiles(dataDir);
        for await (const step of checkMailbox(mailbox, { clock: () => new Date(), refreshTokens, signal })) {
          hasFailed ||= step.outcome === 'failed';
          printAnswer(terminal, json, { mailbox: name, ...step }, [
            `${MARKS[step.outcome].padEnd(9)}${step.step.padEnd(14)}${printable(step.detail)}`,
          ]);
        }
        return hasFailed ? 1 : 0;
      }),
    );

  mailboxCommand
    .command('show <name>')
    .description('show what was collected, what is waiting, and which mails could not be retrieved')
    .option('--json', 'one JSON object, as GET /v1/mailboxes/{name} answers')
    .action(
      run(async ({ terminal, settings }, name: string, { json }: Flags) => {
        await using access = await openAccess(settings());
        const mailbox = await access.mailbox(name);
        if (mailbox === null) return unknown(terminal, name);
        printAnswer(terminal, json, mailbox, mailboxLines(mailbox));
        return 0;
      }),
    );
};

function unknown(terminal: Terminal, name: string): 2 {
  terminal.errors.write(`no mailbox is named ${printable(name)}\n`);
  return 2;
}
