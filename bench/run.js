import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * `npm run -s bench -- NAME`: runs bench/NAME.js on the built program and prints JSON Lines
 * `{"bench","metric","value","unit","beside"?:{"name","value"},"ratio"?}`; a ratio says how many times better our
 * figure is than the one beside it. A bench exports `run(report)`, and calls `report` with a line's fields, without
 * `bench` and `ratio`, for each figure.
 */
const directory = import.meta.dirname;
const names = readdirSync(directory)
  .filter((file) => file.endsWith('.js') && file !== 'run.js')
  .map((file) => file.slice(0, -'.js'.length));

const [name] = process.argv.slice(2);
if (!names.includes(name)) {
  console.error(`usage: npm run -s bench -- NAME, where NAME is one of: ${names.join(', ')}`);
  process.exit(2);
}
if (!existsSync(join(directory, '../dist/cli.js'))) {
  console.error('no built program to measure; run first: npm run build');
  process.exit(1);
}

const { run } = await import(`./${name}.js`);
await run(({ metric, value, unit, beside, lowerIsBetter = false }) => {
  const line = { bench: name, metric, value: rounded(value), unit };
  if (beside !== undefined) {
    const ratio = lowerIsBetter ? beside.value / value : value / beside.value;
    Object.assign(line, { beside: { ...beside, value: rounded(beside.value) }, ratio: rounded(ratio) });
  }
  console.log(JSON.stringify(line));
});

/** Four significant digits. */
function rounded(value) {
  return Number(value.toPrecision(4));
}
