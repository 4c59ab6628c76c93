/** A command by its REST name. */
import type { CommandContract, RestName } from '@parley/contract/kernel/define';
import { FEATURES } from '@parley/contract/registry';

const COMMANDS: readonly CommandContract[] = FEATURES.flatMap(
  ({ commands }): readonly CommandContract[] => commands,
);

export interface RestRequest {
  readonly method: RestName['method'];
  readonly path: string;
  readonly body?: object;
}

/** What the path names goes there; the rest is the body, or the query where there is no body. Throws for a command without a REST name. */
export function restRequest(command: string, payload: object): RestRequest {
  const rest = COMMANDS.find(({ name }) => name === command)?.rest;
  if (!rest) throw new Error(`${command} has no name in REST`);
  const left = new Map(Object.entries(payload));
  const path = rest.path.replace(/:(\w+)/g, (_, name: string) => {
    const value = String(left.get(name));
    left.delete(name);
    return encodeURIComponent(value);
  });
  const others = Object.fromEntries(left);
  const { method } = rest;
  if (method === 'GET' || method === 'DELETE')
    return { method, path: `${path}?${new URLSearchParams(others)}` };
  return { method, path, body: others };
}
