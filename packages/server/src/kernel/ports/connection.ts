/**
 * One client's connection, as the kernel sees it. Calls come in the order in which the client must see their
 * effects. Proved by `conformance/connection.conformance.ts`:
 * - C1  Events, signals and answers arrive in the order in which they were handed over.
 * - C2  No method throws; after the connection ended, all do nothing.
 * - C3  `queuedBytes` counts everything handed over that the peer's kernel has not taken, wherever it waits.
 * - C4  `close` says `session:closing` first, then ends the connection in the way that makes stock clients
 *       return (`retryable`) or stay away.
 */
import type { Closing } from '@parley/contract/kernel/closing';
import type { Batch } from '../fanout/batch.ts';
import type { WireSignal } from '../log/event.ts';

export interface Connection {
  /** False while each exchange takes a new line, as in long-polling: it can't go on when the port is closed. */
  readonly lasting: boolean;
  deliver(batch: Batch): void;
  signal(signal: WireSignal): void;
  queuedBytes(): number;
  close(closing: Closing): void;
}
