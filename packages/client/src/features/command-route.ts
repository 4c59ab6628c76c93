/** What the SDK knows of a command at run time: enough to find a door for it, and nothing of its schema. */
import type { Effect, RestName } from '@parley/contract/kernel/define';

export interface CommandRoute {
  readonly effect: Effect;
  /** Whether the SDK's own connection (namespace `/chat`) accepts it. */
  readonly socket: boolean;
  readonly rest?: Pick<RestName, 'method' | 'path'>;
}
