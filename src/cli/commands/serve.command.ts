import { once } from 'node:events';
import type { RegisterCommand } from '../command.js';
import { keepOldMemorySmall } from '../small-memory.js';

/** `serve`: runs until SIGTERM or SIGINT, then drains in-flight work. */
export const registerServe: RegisterCommand = (program, run) => {
  program
    .command('serve')
    .description('collect from the configured mailboxes and answer over HTTP')
    .action(
      run(async ({ settings, signal }) => {
        const configured = settings();
        keepOldMemorySmall();
        // Loaded when it is needed: the other commands start without the framework.
        const [{ pino }, { startService }] = await Promise.all([import('pino'), import('../../service/index.js')]);
        const logger = pino({ level: configured.log.level });
        const service = await startService(configured, logger);
        if (!signal.aborted) await once(signal, 'abort');
        logger.info('stopping: draining in-flight work');
        await service.close();
        logger.info('stopped');
        return 0;
      }),
    );
};
