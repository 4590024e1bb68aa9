/**
 * `npm run mutate` changes the pure code and the folds in small ways, and runs the tests that should fail for it
 * (https://stryker-mutator.io).
 */
export default {
  testRunner: 'vitest',
  vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
  // What a module computes as it loads would need every test for each mutation: hours. Golden files and examples hold most of it.
  ignoreStatic: true,
  mutate: [
    'src/classification/**/!(*.spec).ts',
    'src/ledger/identity/!(*.spec).ts',
    'src/mailbox/collection/plan-collection.ts',
    'src/read-model/correlation/!(*.spec).ts',
    'src/read-model/recipients/fold/!(*.spec).ts',
  ],
  ignorePatterns: ['dist', 'coverage', 'docs/adr', 'bench', 'test/fixtures/data-directories'],
  reporters: ['clear-text', 'progress-append-only'],
  clearTextReporter: { logTests: false, reportTests: false, skipFull: true },
  thresholds: { high: 95, low: 90, break: 85 },
  concurrency: 1,
};
