import type { Classifier } from '../classification/index.js';
import { interpret, MailPlaces, type Interpretation } from '../interpretation/index.js';
import { mailIdOf } from '../ledger/index.js';
import { readMailFiles } from '../mail-files/index.js';
import { compileDocument, defaultRulesetDocument } from '../reclassification/index.js';
import type { CommandContext, ExitCode, RegisterCommand } from './command.js';
import { explanationLines } from './explain.js';
import { printJson, printLine } from './terminal.js';

/** Mails larger than this are not read into memory at all. */
const MAX_FILE_MAIL_BYTES = 256 * 1024 * 1024;

/** `interpret [--json] PATH…`: what mails say and what the default ruleset thinks of it; nothing is stored. */
export const registerInterpret: RegisterCommand = (program, run) => {
  program
    .command('interpret')
    .description('explain what mails say and how they would be judged, without storing them')
    .argument('<path...>', 'mail files, mboxes, Maildirs, folders, or - for standard input')
    .option('--json', 'one JSON object a mail')
    .action(
      run((context, paths: string[], { json }: { json?: boolean }) => interpretFiles(context, paths, json === true)),
    );
};

async function interpretFiles(
  { terminal, settings, signal }: CommandContext,
  paths: readonly string[],
  json: boolean,
): Promise<ExitCode> {
  const correlationHeaders = settings().correlation.headers;
  const classifier = compileDocument(defaultRulesetDocument(), 1, 'the default ruleset');
  let exitCode: ExitCode = 0;
  for await (const found of readMailFiles(paths, { maxMailBytes: MAX_FILE_MAIL_BYTES }, terminal.input)) {
    if (signal.aborted) return 1;
    if ('error' in found) {
      exitCode = 1;
      if (json) printJson(terminal, { file: found.file, error: found.error });
      else terminal.errors.write(`${found.file}: ${found.error}\n`);
      continue;
    }
    const interpretation = await interpret(found.bytes, { correlationHeaders });
    if (json) {
      printJson(terminal, { file: found.file, mailId: mailIdOf(found.bytes), ...summary(interpretation, classifier) });
    } else {
      const places = await MailPlaces.of(found.bytes);
      for (const line of explanationLines(found.file, interpretation, { classifier, places }))
        printLine(terminal, line);
    }
  }
  return exitCode;
}

/** The shape that the contract gives `interpret --json`. */
function summary(interpretation: Interpretation, classifier: Classifier): Record<string, unknown> {
  const { kind, originalMessageId, reportingMta, family, keys, complaints } = interpretation;
  const recipients = interpretation.recipients.map((facts) => {
    const { type, reason, fault, rule, matched } = classifier.classify({
      ...facts,
      occurredAt: facts.occurred?.at ?? null,
    });
    return {
      address: facts.recipient,
      originalRecipient: facts.originalRecipient,
      action: facts.action,
      statedAction: facts.statedAction,
      status: facts.status,
      statedStatus: facts.statedStatus,
      smtpCode: facts.smtpCode,
      permanence: facts.permanence,
      diagnostic: facts.diagnostic,
      remoteMta: facts.remoteMta,
      ...{ type, reason, fault, rule, matched },
    };
  });
  const complainers = complaints.map(({ recipient, feedbackType }) => {
    return { address: recipient, action: null, type: null, reason: null, feedbackType };
  });
  return { kind, originalMessageId, reportingMta, family, keys, recipients: [...recipients, ...complainers] };
}
