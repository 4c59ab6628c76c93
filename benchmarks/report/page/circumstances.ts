/** On which machines and with what the results were measured. */
import type { Machine } from '../circumstances.ts';
import type { Result } from '../results.ts';

/** One line a machine; results of several are not held against each other. */
export function machines(results: readonly Result[]): string {
  return distinct(results.map(({ machine }) => `- ${machineText(machine)}`)).join('\n');
}

function machineText({ cpu, cores, memoryGb, kernel, pinned }: Machine): string {
  const where = pinned
    ? 'server and load generator pinned to a core each'
    : 'server and load generator **not** pinned to cores';
  return `${cores} × ${cpu}, ${memoryGb} GB, ${kernel}; ${where}`;
}

/** Every version that took part. */
export function versions(results: readonly Result[]): string {
  const pairs = results.flatMap((result) => Object.entries(result.versions));
  const names = distinct(pairs.map(([name]) => name));
  return names
    .map((name) => {
      const seen = distinct(pairs.filter(([other]) => other === name).map(([, version]) => version));
      return `${name} ${seen.join(' and ')}`;
    })
    .join(', ');
}

const distinct = (texts: readonly string[]) => [...new Set(texts)];
