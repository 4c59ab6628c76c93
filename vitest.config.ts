/** One test configuration for the whole repository: every package is read from its source, never from a stale build. */
import { availableParallelism } from 'node:os';
import { defaultClientConditions, defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

const SOURCE = 'parley:source';

export default defineConfig({
  resolve: { conditions: [SOURCE, ...defaultClientConditions] },
  ssr: { resolve: { conditions: [SOURCE, ...defaultServerConditions] } },
  test: {
    include: [
      'packages/*/src/**/*.test.{ts,tsx}',
      'tools/**/*.test.ts',
      'benchmarks/**/*.test.ts',
      'deploy/**/*.test.ts',
    ],
    exclude: [
      '**/node_modules/**',
      '**/dist/**',
      '**/fixtures/**',
      'tools/new-feature/template/**',
      '**/.cache/**',
    ],
    // Processes, not threads: suites open databases, sockets and workers, and one that crashes must not take others along.
    pool: 'forks',
    // Suites wait more than they compute; on two cores one at a time would be the default.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    // What a suite starts by itself (a worker thread, a forked node) reads the packages from source too.
    execArgv: [`--conditions=${SOURCE}`],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    teardownTimeout: 15_000,
  },
});
