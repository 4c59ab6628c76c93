/**
 * A suite that needs a service. Where the service can't be had, the suite is reported as skipped by its name; in
 * CI (`CI=true`), where a skip would hide what was never tried, it fails.
 */
import { describe, test } from 'vitest';
import type { Program } from './programs.ts';

/**
 * `found` is what the service's finder gave; the suite gets it when there is one. Suites are collected
 * synchronously, so start the service in `beforeAll`.
 */
export function describeWith<Found>(
  program: Program,
  found: Found | undefined,
  name: string,
  suite: (found: Found) => void,
): void {
  if (found !== undefined) {
    describe(name, () => suite(found));
    return;
  }
  const missing = `needs ${program.name}, which is not on this machine (Debian: ${program.debianPackage})`;
  describe(name, () => {
    if (isCi()) {
      test(missing, () => {
        throw new Error(`${name} ${missing}; in CI a skip is a failure`);
      });
    } else {
      test.skip(missing, () => {});
    }
  });
}

export const isCi = (): boolean => process.env.CI === 'true' || process.env.CI === '1';
