import { once } from 'node:events';
import type { RegisterCommand } from '../command.js';
import { keepOldMemorySmall } from '../small-memory.js';

/** `serve`: runs until SIGTERM or SIGINT, then drains in-flight work. */
export const registerServe: RegisterCommand = (program, run) => {
  program
    .command('serve')
    .description('collect from the configured mailboxes and answer over HTTP')
    .action(
      run(async ({ configuration, signal }) => {
        const configured = configuration();
        keepOldMemorySmall();
        // Loaded when it is needed: the other commands start without the framework.
        const [{ pino }, { startService }] = await Promise.all([import('pino'), import('../../service/index.js')]);
        const logger = pino({ level: configured.settings.log.level });
        const service = await startService(configured.settings, logger, configured);
        if (!signal.aborted) await once(signal, 'abort');
        logger.info('stopping: draining in-flight work');
        await service.close();
        logger.info('stopped');
        return 0;
      }),
    );
};
