import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { ConfigurationError, type ConfigurationProblem } from './configuration-error.js';
import { MailboxSettings } from './mailbox-settings.js';
import { parseYaml } from './parse-yaml.js';
import { resolveValues } from './resolve-values.js';
import { EventStoreSettings, LedgerSettings, Settings } from './settings.js';

/** Environment variable that names the configuration file if `--config` does not. */
const CONFIG_VARIABLE = 'BOUNCE_LEDGER_CONFIG';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The configuration as it was read, and how to read it again. */
export interface Configuration {
  readonly settings: Settings;
  /** Absolute path of the configuration file; null for the defaults. */
  readonly file: string | null;
  /** Absolute paths of the files that secrets were read from; the ledger's own is not among them. */
  readonly secretFiles: readonly string[];
  /** The environment tells Node not to check certificates. */
  readonly certificatesUnchecked: boolean;
  /** Reads all of it again: the configuration file too. @throws ConfigurationError */
  readonly reload: () => Configuration;
  /** Reads the secrets' files again; the configuration file counts as it was read. @throws ConfigurationError */
  readonly reloadSecrets: () => Configuration;
}

/** {@link loadConfiguration}, for whoever reads it once. @throws ConfigurationError */
export function loadSettings(configFile: string | undefined, environment: Environment = process.env): Settings {
  return loadConfiguration(configFile, environment).settings;
}

/**
 * Reads the configuration file named, else the one that BOUNCE_LEDGER_CONFIG names, else takes the defaults. Relative
 * paths in the file are relative to it.
 * @throws ConfigurationError that lists all problems at once, by path
 */
export function loadConfiguration(
  configFile: string | undefined,
  environment: Environment = process.env,
): Configuration {
  const given = configFile ?? environment[CONFIG_VARIABLE];
  if (given === undefined || given === '') {
    const source = { text: '', name: 'the default configuration', baseDir: process.cwd(), environment };
    return configurationOf(source, null, () => loadConfiguration(configFile, environment));
  }
  const file = resolve(given);
  const read = (): Configuration => {
    const source = { text: readConfigurationFile(given), name: given, baseDir: dirname(file), environment };
    return configurationOf(source, file, read);
  };
  return read();
}

function readConfigurationFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new ConfigurationError(file, [{ path: '(file)', message: `cannot be read (${reason})` }]);
  }
}

interface Source {
  readonly text: string;
  readonly name: string;
  readonly baseDir: string;
  readonly environment: Environment;
}

function configurationOf(source: Source, file: string | null, reload: () => Configuration): Configuration {
  const { settings, secretFiles } = parse(source);
  const certificatesUnchecked = source.environment['NODE_TLS_REJECT_UNAUTHORIZED'] === '0';
  return {
    settings,
    file,
    secretFiles,
    certificatesUnchecked,
    reload,
    reloadSecrets: () => configurationOf(source, file, reload),
  };
}

/** @throws ConfigurationError */
export function parseSettings(yaml: string, source: string, baseDir: string, environment: Environment): Settings {
  return parse({ text: yaml, name: source, baseDir, environment }).settings;
}

function parse({ text, name, baseDir, environment }: Source): Pick<Configuration, 'settings' | 'secretFiles'> {
  const { resolved, problems, secretFiles } = resolveValues(parseYaml(text, name), { environment, baseDir });
  const settings = plainToInstance(Settings, resolved, { exposeDefaultValues: true });
  const all = [...problems, ...validate(settings), ...missingSecret(settings), ...contradictions(settings)];
  if (all.length > 0) throw new ConfigurationError(name, all);
  return { settings: withAbsolutePaths(settings, baseDir), secretFiles };
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
    return constraint === 'whitelistValidation' ? 'is not a setting' : said;
  });
  return [
    ...[...new Set(own)].map((message) => ({ path, message })),
    ...(error.children ?? []).flatMap((child) => flatten(child, path)),
  ];
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
