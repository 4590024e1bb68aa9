import { defineConfig } from 'vitest/config';

/** What may notice a mutation: the tests beside the mutated code, and those that need no more than rows in a file. */
export default defineConfig({
  test: {
    // As for unit tests: a busy machine is not a failure.
    testTimeout: 30_000,
    include: [
      'src/classification/**/*.spec.ts',
      'src/ledger/identity/**/*.spec.ts',
      'src/mailbox/collection/**/*.spec.ts',
      'src/read-model/{correlation,recipients}/**/*.spec.ts',
      'test/read-model/{batches,campaigns,correlation}.spec.ts',
    ],
  },
});
