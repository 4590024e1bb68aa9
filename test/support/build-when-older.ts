import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

const ROOT = join(import.meta.dirname, '../..');
const NEST = join(ROOT, 'node_modules/@nestjs/cli/bin/nest.js');
/** Every build writes it, last. */
const BUILT = join(ROOT, 'dist/.tsbuildinfo');

/**
 * Runs before the tests, and before each run of a watch. Threads and child processes run the built program, so this
 * builds it whenever the source is newer.
 * @throws Error with the compiler's messages
 */
export function setup(project: TestProject): void {
  build();
  project.onTestsRerun(build);
}

function build(): void {
  if (changedMs(BUILT) > newestSourceMs()) return;
  const { status, stdout, stderr } = spawnSync(process.execPath, [NEST, 'build'], { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) throw new Error(`the source is newer than dist/ and cannot be built:\n${stdout}${stderr}`);
}

function newestSourceMs(): number {
  const source = join(ROOT, 'src');
  const entries = readdirSync(source, { recursive: true, withFileTypes: true });
  // A folder changes when a file in it comes or goes.
  const sources = entries.filter((entry) => entry.isDirectory() || !entry.name.endsWith('.spec.ts'));
  const files = sources.map(({ parentPath, name }) => join(parentPath, name));
  const settings = ['tsconfig.json', 'tsconfig.build.json', 'nest-cli.json', 'package-lock.json'];
  return Math.max(...[source, ...files, ...settings.map((name) => join(ROOT, name))].map(changedMs));
}

/** @returns 0 where there is none */
function changedMs(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
