import { once } from 'node:events';
import { pino } from 'pino';
import { startService } from '../service/index.js';
import type { RegisterCommand } from './command.js';

/** `serve`: runs until SIGTERM or SIGINT, then finishes what is under way. */
export const registerServe: RegisterCommand = (program, run) => {
  program
    .command('serve')
    .description('collect from the configured mailboxes and answer over HTTP')
    .action(
      run(async ({ settings, signal }) => {
        const configured = settings();
        const logger = pino({ level: configured.log.level });
        const service = await startService(configured, logger);
        if (!signal.aborted) await once(signal, 'abort');
        logger.info('stopping: finishing what is under way');
        await service.close();
        logger.info('stopped');
        return 0;
      }),
    );
};
