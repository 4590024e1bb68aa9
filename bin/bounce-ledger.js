#!/usr/bin/env node
// Plain JavaScript that any Node can read: an old one must get as far as saying that it is too old.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(`bounce-ledger needs Node 24 or newer; this is ${process.version}.`);
  process.exit(1);
}
const { run } = await import('../dist/cli.js');
process.exitCode = await run(process.argv.slice(2));
