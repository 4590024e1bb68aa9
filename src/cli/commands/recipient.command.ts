import { readAddress } from '../../ledger/index.js';
import type { RegisterCommand } from '../command.js';
import { openAccess } from '../access/open-access.js';
import { recipientLines } from '../lines/recipient-lines.js';
import { printable, printAnswer } from '../terminal.js';

/** `recipient ADDRESS`: whether this address may still be mailed, and why. */
export const registerRecipient: RegisterCommand = (program, run) => {
  program
    .command('recipient')
    .description('say whether an address may still be mailed, and why')
    .argument('<address>')
    .option('--json', 'one JSON object, as GET /v1/recipients/{address} answers')
    .action(
      run(async ({ terminal, settings }, given: string, { json }: { readonly json?: boolean }) => {
        const address = readAddress(given);
        if (address === null) {
          terminal.errors.write(`${printable(given)} is not a mail address\n`);
          return 2;
        }
        await using access = await openAccess(settings());
        const recipient = await access.recipient(address);
        const { cause } = recipient;
        const bounce = cause !== null && 'bounceId' in cause ? await access.bounce(cause.bounceId) : null;
        printAnswer(terminal, json, recipient, recipientLines(recipient, bounce));
        return 0;
      }),
    );
};
