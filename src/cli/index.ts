import { registerBackup } from './commands/backup.command.js';
import { registerCampaign } from './commands/campaign.command.js';
import { registerCheck } from './commands/check.command.js';
import { registerCollect } from './commands/collect.command.js';
import type { RegisterCommand } from './command.js';
import { registerCopy } from './commands/copy.command.js';
import { registerDemo } from './commands/demo.command.js';
import { registerEventStoreDb } from './commands/eventstoredb.command.js';
import { registerExport } from './commands/export.command.js';
import { registerIngest } from './commands/ingest.command.js';
import { registerInterpret } from './commands/interpret.command.js';
import { registerLookup } from './commands/lookup.command.js';
import { registerMailbox } from './commands/mailbox.command.js';
import { registerReasons } from './commands/reasons.command.js';
import { registerRebuild } from './commands/rebuild.command.js';
import { registerRecipient } from './commands/recipient.command.js';
import { registerReclassify } from './commands/reclassify.command.js';
import { registerReinterpret } from './commands/reinterpret.command.js';
import { registerRuleset } from './commands/ruleset.command.js';
import { registerServe } from './commands/serve.command.js';
import { registerState } from './commands/state.command.js';
import { registerSuppress } from './commands/suppress.command.js';

export type { ExitCode } from './command.js';
export { runProgram } from './program.js';

/** Every command, in the order of the help. */
export const commands: readonly RegisterCommand[] = [
  registerServe,
  registerDemo,
  registerCollect,
  registerMailbox,
  registerIngest,
  registerInterpret,
  registerReasons,
  registerRecipient,
  registerLookup,
  registerSuppress,
  registerExport,
  registerCampaign,
  registerRuleset,
  registerReclassify,
  registerReinterpret,
  registerState,
  registerRebuild,
  registerBackup,
  registerCopy,
  registerCheck,
  registerEventStoreDb,
];
