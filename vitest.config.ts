import { defineConfig } from 'vitest/config';
import { builtThreads } from './test/support/built-threads.js';

/** Two projects: pure code beside its source, and everything with I/O under test/. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['src/**/*.spec.ts'], testTimeout: 30_000 } },
      {
        plugins: [builtThreads],
        test: {
          name: 'integration',
          include: ['test/**/*.spec.ts'],
          globalSetup: 'test/support/build-when-older.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
