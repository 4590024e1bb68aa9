import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ConfigurationProblem } from './configuration-error.js';

export interface ValueSources {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Base folder for relative paths in the configuration. */
  readonly baseDir: string;
}

export interface ResolvedValues {
  readonly resolved: unknown;
  readonly problems: readonly ConfigurationProblem[];
  /** Absolute paths of the files that secrets were read from. */
  readonly secretFiles: readonly string[];
}

/** Fields whose value may be in a separate file: `password` may be given as `passwordFile`, and so on. */
const SECRET_FIELDS = ['password', 'key', 'secret', 'clientSecret', 'refreshToken'] as const;

/**
 * The document with `${VARIABLE}` replaced from the environment and with the secrets that are given as `…File` read
 * from their files (a byte order mark and a final line break are not part of the secret). Whatever is missing becomes a
 * problem at its path.
 */
export function resolveValues(document: unknown, sources: ValueSources): ResolvedValues {
  const problems: ConfigurationProblem[] = [];
  const secretFiles: string[] = [];
  return { resolved: resolveNode(document, ''), problems, secretFiles };

  function resolveNode(node: unknown, path: string): unknown {
    if (typeof node === 'string') return resolveString(node, path);
    if (Array.isArray(node)) return node.map((item, index) => resolveNode(item, `${path}[${index}]`));
    if (typeof node !== 'object' || node === null) return node;
    const fields = Object.entries(node).map(([name, value]) => {
      return [name, resolveNode(value, path === '' ? name : `${path}.${name}`)] as const;
    });
    return readSecretFiles(Object.fromEntries(fields), path);
  }

  function resolveString(text: string, path: string): string {
    return text.replace(/\$\{([^}]*)\}/g, (_, name: string) => {
      const value = sources.environment[name];
      if (value === undefined) problems.push({ path, message: `the environment variable ${name} is not set` });
      return value ?? '';
    });
  }

  function readSecretFiles(fields: Record<string, unknown>, parentPath: string): Record<string, unknown> {
    for (const name of SECRET_FIELDS) {
      const fileField = `${name}File`;
      const given = fields[fileField];
      // ledger.secretFile is a path: the ledger reads or creates that file itself.
      if (typeof given !== 'string' || parentPath === 'ledger') continue;
      const path = parentPath === '' ? fileField : `${parentPath}.${fileField}`;
      if (name in fields) problems.push({ path, message: `give ${name} or ${fileField}, not both` });
      Reflect.deleteProperty(fields, fileField);
      const file = resolve(sources.baseDir, given);
      secretFiles.push(file);
      try {
        fields[name] = secretOf(readFileSync(file, 'utf8'));
      } catch (error) {
        problems.push({
          path,
          message: `cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`,
        });
      }
    }
    return fields;
  }
}

/** Editors on Windows begin a file with a byte order mark, and most editors end it with a line break. */
function secretOf(text: string): string {
  return text.replace(/^\uFEFF/, '').replace(/\r?\n$/, '');
}
