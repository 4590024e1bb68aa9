import { dirname, join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = join(import.meta.dirname, '../..');
const SOURCE = join(ROOT, 'src') + sep;
const THREAD = /new URL\('(\.\/[\w-]+-thread\.js)', import\.meta\.url\)/g;

/**
 * A plugin of Vitest, which runs the source: a thread loads no TypeScript, so it gets the built file of the same name
 * instead. `build-when-older.ts` keeps that file as new as the source. A thread that the pattern misses finds no file,
 * and fails.
 */
export const builtThreads = {
  name: 'built-threads',
  enforce: 'pre' as const,
  transform(code: string, id: string): string | null {
    if (!id.startsWith(SOURCE)) return null;
    const built = join(ROOT, 'dist', relative(SOURCE, dirname(id)));
    const changed = code.replace(
      THREAD,
      (_, file: string) => `new URL(${JSON.stringify(pathToFileURL(join(built, file)).href)})`,
    );
    return changed === code ? null : changed;
  },
};
