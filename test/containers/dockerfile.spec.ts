import { existsSync, readFileSync } from 'node:fs';
import { validate } from 'dockerfile-utils';
import { describe, expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);
const dockerfile = readFileSync(new URL('Dockerfile', root), 'utf8');
const stages = stagesOf(dockerfile);
const [build, run] = stages;

describe('the Dockerfile', () => {
  it('passes the linter without a remark', () => {
    expect(validate(dockerfile).map(({ message }) => message)).toEqual([]);
  });

  it('builds in one stage and runs in another, both on the very Node of package.json', () => {
    const { devDependencies } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
      devDependencies: Record<string, string>;
    };
    expect(stages).toHaveLength(2);
    for (const stage of stages) expect(valueOf(stage, 'FROM')).toMatch(`node:${devDependencies['node'] ?? ''}-`);
  });

  it('installs what the lock file says, and ships no development dependency', () => {
    expect(build?.join('\n')).toContain('npm ci');
    expect(build?.join('\n')).toContain('npm prune --omit=dev');
  });

  it('does not run as root', () => {
    expect(valueOf(run, 'USER')).toBe('node');
  });

  it('lets the process get its signals, with no shell in between', () => {
    expect(JSON.parse(valueOf(run, 'ENTRYPOINT') ?? 'null')).toEqual(['node', 'bin/bounce-ledger.js']);
    expect(JSON.parse(valueOf(run, 'CMD') ?? 'null')).toEqual(['serve']);
  });

  it('asks the service itself whether it is ready, and keeps its data in a volume', () => {
    expect(valueOf(run, 'HEALTHCHECK')).toContain('/health/ready');
    expect(valueOf(run, 'VOLUME')).toBe('/var/lib/bounce-ledger');
  });

  it('copies only files that exist and that .dockerignore lets through', () => {
    const copied = stages.flat().flatMap((instruction) => {
      const [verb, ...words] = instruction.split(/\s+/);
      return verb === 'COPY' && !words.some((word) => word.startsWith('--from')) ? words.slice(0, -1) : [];
    });
    expect(copied).toContain('package-lock.json');
    for (const path of copied) {
      expect(existsSync(new URL(path, root)), path).toBe(true);
      expect(isSentToTheDaemon(path), path).toBe(true);
    }
  });

  it.each(['.git', '.env', 'data', 'node_modules', 'deploy/ledger.secret', 'src/config/load-settings.spec.ts'])(
    'never sees %s',
    (path) => {
      expect(isSentToTheDaemon(path)).toBe(false);
    },
  );
});

/** Instructions of each stage, continued lines joined and comments left out. */
function stagesOf(text: string): string[][] {
  const lines = text.split('\n').filter((line) => !line.startsWith('#'));
  const instructions = lines
    .join('\n')
    .replace(/\\\n\s*/g, '')
    .split('\n');
  return instructions.reduce<string[][]>((found, line) => {
    if (line.startsWith('FROM ')) return [...found, [line]];
    if (line.trim() !== '') found.at(-1)?.push(line);
    return found;
  }, []);
}

function valueOf(stage: readonly string[] | undefined, verb: string): string | undefined {
  const instruction = stage?.find((line) => line.startsWith(`${verb} `))?.slice(verb.length + 1);
  return verb === 'HEALTHCHECK' || verb === 'FROM' ? instruction : instruction?.replace(/ AS \w+$/, '');
}

/** The last pattern of .dockerignore that matches the path, or a folder above it, decides. */
function isSentToTheDaemon(path: string): boolean {
  const patterns = readFileSync(new URL('.dockerignore', root), 'utf8').split('\n');
  const places = path.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/'));
  let sent = true;
  for (const pattern of patterns.filter((line) => line !== '' && !line.startsWith('#'))) {
    const glob = pattern.replace(/^!/, '');
    if (places.some((place) => patternOf(glob).test(place))) sent = pattern.startsWith('!');
  }
  return sent;
}

/** As Docker matches: a star also stands for a leading dot. */
function patternOf(glob: string): RegExp {
  const source = glob.replace(/\*\*\/|\*|[.+?^${}()|[\]\\]/g, (token) => {
    return { '**/': '(?:.*/)?', '*': '[^/]*' }[token] ?? `\\${token}`;
  });
  return new RegExp(`^${source}$`);
}
