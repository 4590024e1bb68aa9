/**
 * `npm run mutate` changes the pure code and the folds in small ways, and runs the tests that should fail for it
 * (https://stryker-mutator.io).
 */
export default {
  testRunner: 'vitest',
  // Asked for related tests, Vitest runs none for a mutation of what a module computes as it loads, which then seems to survive.
  vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
  mutate: [
    'src/classification/**/!(*.spec).ts',
    'src/ledger/identity/!(*.spec).ts',
    'src/mailbox/collection/plan-collection.ts',
    'src/read-model/campaigns/correlation/!(*.spec).ts',
    'src/read-model/recipients/fold/!(*.spec).ts',
  ],
  ignorePatterns: ['dist', 'coverage', 'docs', 'bench', 'test/fixtures/data-directories'],
  reporters: ['clear-text', 'progress-append-only'],
  clearTextReporter: { logTests: false, reportTests: false, skipFull: true },
  thresholds: { high: 95, low: 90, break: 85 },
  concurrency: 1,
};
