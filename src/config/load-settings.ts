import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { parseDocument } from 'yaml';
import { ConfigurationError, type ConfigurationProblem } from './configuration-error.js';
import { MailboxSettings } from './mailbox-settings.js';
import { resolveValues } from './resolve-values.js';
import { EventStoreSettings, LedgerSettings, Settings } from './settings.js';

/** Environment variable that names the configuration file if `--config` does not. */
const CONFIG_VARIABLE = 'BOUNCE_LEDGER_CONFIG';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the configuration file named, else the one that BOUNCE_LEDGER_CONFIG names, else takes the defaults. Relative
 * paths in the file are relative to it.
 * @throws ConfigurationError that lists all problems at once, by path
 */
export function loadSettings(configFile: string | undefined, environment: Environment = process.env): Settings {
  const file = configFile ?? environment[CONFIG_VARIABLE];
  if (file === undefined || file === '') {
    return parseSettings('', 'the default configuration', process.cwd(), environment);
  }
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new ConfigurationError(file, [{ path: '(file)', message: `cannot be read (${reason})` }]);
  }
  return parseSettings(text, file, dirname(resolve(file)), environment);
}

/** @throws ConfigurationError */
export function parseSettings(yaml: string, source: string, baseDir: string, environment: Environment): Settings {
  const parsed = parseDocument(yaml, { uniqueKeys: true });
  if (parsed.errors.length > 0) {
    const problems = parsed.errors.map(({ message }) => ({
      path: '(file)',
      message: message.split('\n')[0] ?? message,
    }));
    throw new ConfigurationError(source, problems);
  }
  const document: unknown = parsed.toJS({ maxAliasCount: 0 }) ?? {};
  if (typeof document !== 'object' || Array.isArray(document)) {
    throw new ConfigurationError(source, [{ path: '(file)', message: 'must be a mapping of settings' }]);
  }
  const { resolved, problems } = resolveValues(document, { environment, baseDir });
  const settings = plainToInstance(Settings, resolved, { exposeDefaultValues: true });
  const all = [...problems, ...validate(settings), ...missingSecret(settings), ...contradictions(settings)];
  if (all.length > 0) throw new ConfigurationError(source, all);
  return withAbsolutePaths(settings, baseDir);
}

function validate(settings: Settings): ConfigurationProblem[] {
  const errors = validateSync(settings, {
    whitelist: true,
    forbidNonWhitelisted: true,
    validationError: { target: false, value: false },
  });
  return errors.flatMap((error) => flatten(error, ''));
}

/** Replicas on the same events must make the same recipient keys, so each needs the same secret. */
function missingSecret({ eventStore, ledger }: Settings): ConfigurationProblem[] {
  // Either value may have any type here: validation reports its problems separately.
  const isShared = eventStore instanceof EventStoreSettings && eventStore.kind === 'eventstoredb';
  if (!isShared || !(ledger instanceof LedgerSettings) || ledger.secretFile !== undefined) return [];
  return [
    { path: 'ledger.secretFile', message: 'is required for eventstoredb, with the same content for every replica' },
  ];
}

function contradictions({ mailboxes }: Settings): ConfigurationProblem[] {
  // The value may have any type here: validation reports its problems separately.
  if (!Array.isArray(mailboxes)) return [];
  return mailboxes.flatMap((mailbox: unknown, index) => {
    if (!(mailbox instanceof MailboxSettings)) return [];
    const { oauth, password, after, deleteAfter } = mailbox;
    const path = `mailboxes[${index}]`;
    const problems: ConfigurationProblem[] = [];
    if (oauth !== undefined && password !== undefined) {
      problems.push({ path, message: 'give a password or oauth, not both' });
    }
    if (deleteAfter !== undefined && after === 'keep') {
      problems.push({ path: `${path}.deleteAfter`, message: 'applies only to after: delete' });
    }
    return problems;
  });
}

function flatten(error: ValidationError, parent: string): ConfigurationProblem[] {
  const isIndex = /^\d+$/.test(error.property);
  const path =
    parent === '' ? error.property : isIndex ? `${parent}[${error.property}]` : `${parent}.${error.property}`;
  const own = Object.entries(error.constraints ?? {}).map(([constraint, message]) => {
    // class-validator starts messages with the property's name; the path already says it.
    const said = message.startsWith(`${error.property} `) ? message.slice(error.property.length + 1) : message;
    return { path, message: constraint === 'whitelistValidation' ? 'is not a setting' : said };
  });
  return [...own, ...(error.children ?? []).flatMap((child) => flatten(child, path))];
}

function withAbsolutePaths(settings: Settings, baseDir: string): Settings {
  const { ledger } = settings;
  return Object.assign(settings, {
    dataDir: resolve(baseDir, settings.dataDir),
    ledger: Object.assign(
      ledger,
      ledger.secretFile !== undefined && { secretFile: resolve(baseDir, ledger.secretFile) },
    ),
    mailboxes: settings.mailboxes.map((mailbox) =>
      Object.assign(mailbox, mailbox.caFile !== undefined && { caFile: resolve(baseDir, mailbox.caFile) }),
    ),
  });
}
