/** Why a start or a command failed, in words for whoever runs the server. */
import { WrongConfiguration } from '../platform/config/variables.ts';

/** What is wrong with the configuration or the machine is told plainly; anything else with what it said, after `before`. */
export function explain(cause: unknown, before = 'Parley could not start: '): string {
  if (cause instanceof WrongConfiguration) {
    return ['The configuration is wrong:', ...cause.problems.map((problem) => `  ${problem}`)].join('\n');
  }
  if (!(cause instanceof Error)) return String(cause);
  const code = 'code' in cause ? cause.code : undefined;
  if (code === 'EADDRINUSE') return 'The port is in use by another program: set PORT to a free one.';
  if (code === 'EACCES') return `Not permitted: ${cause.message}`;
  return `${before}${cause.message}`;
}
