/** The `.env` file: variables for where there is no better place. What the environment says wins over it. */
import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import type { Env } from '../feature.ts';

export function withEnvFile(env: Env, path: string): Env {
  let content: string;
  try {
    content = readFileSync(path, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return env;
    throw new Error(`${path} can’t be read.`, { cause });
  }
  return { ...parseEnv(content), ...env };
}
