/** What makes a server profile itself when it is told to (profile/preload.cjs). */
import { fileURLToPath } from 'node:url';

const PRELOAD = fileURLToPath(new URL('../profile/preload.cjs', import.meta.url));

export interface Profiling {
  readonly flags: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export function profilingOf(dir: string | null): Profiling {
  return dir === null ? { flags: [], env: {} } : { flags: ['--require', PRELOAD], env: { PROFILE_DIR: dir } };
}
