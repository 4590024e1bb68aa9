import type { Classifier } from '../../classification/index.js';
import { interpret, MailPlaces, type InterpretationOptions } from '../../interpretation/index.js';
import { readMailFiles, type MailFileResult, type UnreadableMailFile } from '../mail-files/index.js';
import { compileDocument, defaultRulesetDocument } from '../../history/rulesets/index.js';
import type { CommandContext, ExitCode, RegisterCommand } from '../command.js';
import { explanationLines } from '../lines/explanation-lines.js';
import { interpretationLines } from '../lines/interpretation-lines.js';
import { printFileError, printJson, printLine } from '../terminal.js';

/** Mails larger than this are not read into memory at all. */
const MAX_FILE_MAIL_BYTES = 256 * 1024 * 1024;

/** `interpret [--json] PATH…`: what mails say, and their verdicts under the default ruleset; nothing is stored. */
export const registerInterpret: RegisterCommand = (program, run) => {
  program
    .command('interpret')
    .description('explain what mails say and how they would be classified, without storing them')
    .argument('<path...>', 'mail files, mboxes, Maildirs, folders, or - for standard input')
    .option('--json', 'one JSON object per mail')
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
  const found = readMailFiles(paths, { maxMailBytes: MAX_FILE_MAIL_BYTES }, terminal.input);
  const explained = json
    ? interpretationLines(found, classifier, { correlationHeaders })
    : explanations(found, classifier, { correlationHeaders });
  let exitCode: ExitCode = 0;
  for await (const line of explained) {
    if (signal.aborted) return 1;
    if (typeof line === 'string') {
      printLine(terminal, line);
      continue;
    }
    exitCode = 1;
    if (json) printJson(terminal, line);
    else printFileError(terminal, line.file, line.error);
  }
  return exitCode;
}

async function* explanations(
  mails: AsyncIterable<MailFileResult>,
  classifier: Classifier,
  options: InterpretationOptions,
): AsyncGenerator<string | UnreadableMailFile> {
  for await (const found of mails) {
    if ('error' in found) {
      yield found;
      continue;
    }
    const interpretation = interpret(found.bytes, options);
    const places = MailPlaces.of(found.bytes);
    yield* explanationLines(found.file, interpretation, { classifier, places });
  }
}
