import { LineCounter, parseDocument, visit } from 'yaml';
import { ConfigurationError, type ConfigurationProblem } from './configuration-error.js';

/**
 * The value of a YAML document of one mapping. Aliases are refused: they would let a short file stand for a huge one.
 * @throws ConfigurationError that names lines
 */
export function parseYaml(yaml: string, source: string): object {
  const lines = new LineCounter();
  const parsed = parseDocument(yaml, { uniqueKeys: true, lineCounter: lines });
  const problems: ConfigurationProblem[] = parsed.errors.map(({ message }) => ({
    path: '(file)',
    message: message.split('\n')[0] ?? message,
  }));
  visit(parsed, {
    Alias(_, { source: name, range }) {
      const { line } = lines.linePos(range?.[0] ?? 0);
      problems.push({
        path: '(file)',
        message: `line ${line}: an alias (*${name}) is not allowed: write the value out`,
      });
    },
  });
  if (problems.length > 0) throw new ConfigurationError(source, problems);
  const document: unknown = parsed.toJS({ maxAliasCount: 0 }) ?? {};
  if (typeof document !== 'object' || Array.isArray(document)) {
    throw new ConfigurationError(source, [{ path: '(file)', message: 'must be a mapping of settings' }]);
  }
  return document as object;
}
