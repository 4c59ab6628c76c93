/** Whoever builds state from a channel. */
import type { WireError } from '@parley/contract/kernel/errors';
import type { Position } from '@parley/contract/kernel/position';
import type { ChannelEvent, ChannelSignal } from './events.ts';

export interface ChannelConsumer {
  /** The present state, true at `position`: replace what was built. Comes first, unless a position was given. */
  readonly snapshot: (snapshot: unknown, position: Position) => void;
  /** The next event: each once, in order, none missing since the last snapshot. `live`: as it happened, not caught up with. */
  readonly event: (event: ChannelEvent, live: boolean) => void;
  readonly signal?: (signal: ChannelSignal) => void;
  /** The channel may not be read, or no longer; nothing follows. */
  readonly lost?: (error: WireError) => void;
}
