import { registerBackup } from './backup.command.js';
import { registerCampaign } from './campaign.command.js';
import { registerCheck } from './check.command.js';
import { registerCollect } from './collect.command.js';
import type { RegisterCommand } from './command.js';
import { registerCopy } from './copy.command.js';
import { registerDemo } from './demo.command.js';
import { registerIngest } from './ingest.command.js';
import { registerInterpret } from './interpret.command.js';
import { registerMailbox } from './mailbox.command.js';
import { registerReasons } from './reasons.command.js';
import { registerRebuild } from './rebuild.command.js';
import { registerRecipient } from './recipient.command.js';
import { registerReclassify } from './reclassify.command.js';
import { registerReinterpret } from './reinterpret.command.js';
import { registerRuleset } from './ruleset.command.js';
import { registerServe } from './serve.command.js';
import { registerState } from './state.command.js';

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
  registerCampaign,
  registerRuleset,
  registerReclassify,
  registerReinterpret,
  registerState,
  registerRebuild,
  registerBackup,
  registerCopy,
  registerCheck,
];
