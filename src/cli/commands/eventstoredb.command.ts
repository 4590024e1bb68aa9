import type { RegisterCommand } from '../command.js';
import { printable } from '../terminal.js';

const USER = /^[\w$][\w.@-]{0,99}$/;

/** `eventstoredb grant --user NAME`: the one right that the service needs and an ordinary user lacks. */
export const registerEventStoreDb: RegisterCommand = (program, run) => {
  program
    .command('eventstoredb')
    .description('set up an EventStoreDB')
    .command('grant')
    .description(
      'let a user read the whole log ($all); run it once, with a configuration whose eventStore.url is an administrator’s',
    )
    .requiredOption('--user <name>', 'a user, or a group of users')
    .action(
      run(async ({ terminal, settings }, { user }: { readonly user: string }) => {
        const { eventStore } = settings();
        if (eventStore.kind !== 'eventstoredb' || !USER.test(user)) {
          const problem = USER.test(user)
            ? 'eventStore.kind is not eventstoredb'
            : `${printable(user)} is not a user’s name`;
          terminal.errors.write(`${problem}\n`);
          return 2;
        }
        const { grantReading } = await import('../../event-store/index.js');
        const isNew = await grantReading(eventStore.url ?? '', user);
        terminal.output.write(
          `grant      ${user} ${isNew ? 'may read the whole log now' : 'may read the whole log already'}\n`,
        );
        return 0;
      }),
    );
};
