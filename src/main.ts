import { run } from './cli.js';

/** The service alone: `node dist/main.js [--config FILE]` is `bounce-ledger serve`. */
process.exitCode = await run([...process.argv.slice(2), 'serve']);
