/** What a channel carries, as the SDK hands it on. */
import type { Envelope, SignalMeta } from '@parley/contract/kernel/envelope';
import type { EventData, EventName } from '@parley/contract/registry';

/** Durable: comes exactly once and in order (P2, P4). */
export type ChannelEvent = Envelope;

/** Of the moment: may be lost. */
export interface ChannelSignal extends SignalMeta {
  readonly data: unknown;
}

/** The data of an event whose type was just looked at: the contract ties the one to the other. */
export function dataOf<N extends EventName>(event: { readonly data: unknown }): EventData<N> {
  return event.data as EventData<N>;
}
