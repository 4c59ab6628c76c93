/** What a command of `parley` is. */
import type { Env } from '../../platform/feature.ts';
import type { Progress } from '../backup/progress.ts';

export interface CommandContext {
  readonly env: Env;
  readonly progress: Progress;
  /** A path as the person meant it, made absolute. */
  readonly path: (given: string) => string;
}

export interface Command {
  readonly name: string;
  /** What follows the name. */
  readonly usage: string;
  readonly summary: string;
  /** Null when these arguments are none of its own; else what to do. */
  parse(args: readonly string[]): ((context: CommandContext) => Promise<void>) | null;
}

/** The only argument, when there is one and it is no option. */
export function onlyPath(args: readonly string[]): string | null {
  const [path] = args;
  return args.length === 1 && path !== undefined && path !== '' && !path.startsWith('-') ? path : null;
}
