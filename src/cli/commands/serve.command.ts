import { once } from 'node:events';
import type { RunningService } from '../../service/index.js';
import type { RegisterCommand } from '../command.js';
import { keepOldMemorySmall } from '../small-memory.js';

/** `serve`: runs until SIGTERM or SIGINT, then drains in-flight work. SIGHUP has it read its configuration again. */
export const registerServe: RegisterCommand = (program, run) => {
  program
    .command('serve')
    .description('collect from the configured mailboxes and answer over HTTP')
    .action(
      run(async ({ configuration, signal }) => {
        const configured = configuration();
        let service: RunningService | null = null;
        // Never the end of the process, not even while it starts: then the configuration has just been read.
        process.on('SIGHUP', () => service?.reload());
        keepOldMemorySmall();
        // Loaded when it is needed: the other commands start without the framework.
        const [{ pino }, { startService }] = await Promise.all([import('pino'), import('../../service/index.js')]);
        const logger = pino({ level: configured.settings.log.level });
        try {
          service = await startService(configured.settings, logger, { configuration: configured, signal });
          if (!signal.aborted) await once(signal, 'abort');
        } catch (error) {
          if (service !== null || !signal.aborted) throw error;
        }
        logger.info('stopping: draining in-flight work');
        await service?.close();
        logger.info('stopped');
        return 0;
      }),
    );
};
