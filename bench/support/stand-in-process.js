/** Runs the stand-in for EventStoreDB of the tests in a process of its own, and prints its connection string. */
import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import typescript from 'typescript';

// Node only strips types; this source has parameter properties, and imports .ts as .js.
registerHooks({
  resolve(specifier, context, next) {
    const source = specifier.startsWith('.') && new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
    return source && source.pathname.endsWith('.ts') && existsSync(source)
      ? { url: source.href, format: 'module', shortCircuit: true }
      : next(specifier, context);
  },
  load(url, context, next) {
    if (!url.endsWith('.ts')) return next(url, context);
    const { ESNext } = typescript.ModuleKind;
    const compilerOptions = { module: ESNext, target: typescript.ScriptTarget.ESNext };
    const source = readFileSync(fileURLToPath(url), 'utf8');
    const { outputText } = typescript.transpileModule(source, { compilerOptions });
    return { format: 'module', source: outputText, shortCircuit: true };
  },
});

const { EventStoreDbStandIn } = await import('../../test/support/eventstoredb-stand-in/index.ts');
const server = await EventStoreDbStandIn.start();
console.log(server.url);
