/**
 * `node serve.mjs [--journal FILE] [--port N] [--answer-delay-ms N]`: the stand-in for EventStoreDB as a separate
 * process. Prints its connection string and serves until it is killed. With a journal, the next process that uses it
 * has everything that this one acknowledged. With a delay, appends are answered so much later.
 */
import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import typescript from 'typescript';

// Node only strips types, but this source uses parameter properties and imports .ts files as .js.
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

const { values } = parseArgs({
  options: {
    journal: { type: 'string' },
    port: { type: 'string', default: '0' },
    'answer-delay-ms': { type: 'string', default: '0' },
  },
});
const { EventStoreDbStandIn } = await import('./index.ts');
const server = await EventStoreDbStandIn.start({ journalFile: values.journal, port: Number(values.port) });
server.faults.answerDelayMs = Number(values['answer-delay-ms']);
console.log(server.url);
