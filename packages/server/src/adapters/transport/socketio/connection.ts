/** One namespace socket as the kernel sees it (ports/connection.ts), in three states: opening, open, ended. */
import type { Closing } from '@parley/contract/kernel/closing';
import type { Socket } from 'socket.io';
import type { Batch, Connection, Json, Session, WireSignal } from '../../../kernel/index.ts';
import { isPolling } from './engine.ts';
import type { Outgoing } from './outgoing.ts';
import type { Member, Outlet } from './outlet.ts';
import type { PacketCodec } from './packets.ts';

type State =
  /** The client has not been told that it is connected: what comes meanwhile waits. */
  | { readonly kind: 'opening'; readonly held: Outgoing[]; closing: Closing | null }
  | { readonly kind: 'open' }
  | { readonly kind: 'ended' };

/** Of everybody, so that looking at one costs no memory of its own. */
const OPEN: State = { kind: 'open' };
const ENDED: State = { kind: 'ended' };

export class SocketConnection implements Connection, Member {
  readonly #socket: Socket;
  readonly #outlet: Outlet;
  readonly #codec: PacketCodec;
  #session: Session | null = null;
  #state: State = { kind: 'opening', held: [], closing: null };
  #announced = false;

  constructor(socket: Socket, outlet: Outlet, codec: PacketCodec) {
    this.#socket = socket;
    this.#outlet = outlet;
    this.#codec = codec;
    outlet.join(this);
  }

  /** Null until the kernel opened it. */
  get session(): Session | null {
    return this.#session;
  }

  /** The kernel opened its session. Where the client left meanwhile, nobody else would end that. */
  serve(session: Session): void {
    this.#session = session;
    if (this.#state.kind === 'ended') session.disconnected();
  }

  /** The client knows that it is connected. */
  opened(): void {
    if (this.#state.kind !== 'opening') return;
    const { held, closing } = this.#state;
    this.#state = OPEN;
    for (const packets of held) this.#outlet.send(packets);
    if (closing) this.close(closing);
  }

  deliver(batch: Batch): void {
    this.#send(this.#codec.batch(batch));
  }

  signal(signal: WireSignal): void {
    this.#send(this.#codec.signal(signal));
  }

  answer(id: number, json: Json): void {
    this.#send(this.#codec.answer(id, json));
  }

  /** An event of the door's own; `json` is its data. */
  push(type: string, json: string): void {
    this.#send(this.#codec.push(type, json));
  }

  get lasting(): boolean {
    return !isPolling(this.#socket.conn);
  }

  queuedBytes(): number {
    const held = this.#state.kind === 'opening' ? bytes(this.#state.held) : 0;
    return this.#state.kind === 'ended' ? 0 : held + this.#outlet.queuedBytes();
  }

  close(closing: Closing): void {
    if (this.#state.kind === 'opening') this.#state.closing ??= closing;
    if (this.#state.kind !== 'open') return;
    if (closing.retryable) {
      this.#outlet.close(closing);
      return;
    }
    this.announce(closing);
    this.#socket.disconnect();
    this.#outlet.closeIfUnused();
  }

  announce(closing: Closing): void {
    if (this.#announced) return;
    this.#announced = true;
    this.push('session:closing', JSON.stringify(closing));
  }

  /** Whoever ended it. */
  ended(): void {
    if (this.#state.kind === 'ended') return;
    this.#state = ENDED;
    this.#outlet.leave(this);
    this.#session?.disconnected();
  }

  #send(packets: Outgoing): void {
    if (this.#state.kind === 'open') this.#outlet.send(packets);
    else if (this.#state.kind === 'opening') this.#state.held.push(packets);
  }
}

function bytes(held: readonly Outgoing[]): number {
  return held.reduce((sum, { size }) => sum + size, 0);
}
