/**
 * Socket.IO packets made from JSON that already exists: nothing is encoded twice, and a packet that goes to
 * many sockets is encoded once (socket.io-protocol v5; engine.io-protocol v4 for the leading `4`).
 */
import {
  type Batch,
  type Codec,
  signalMeta,
  type WireEvent,
  type WireSignal,
} from '../../../kernel/index.ts';
import { textFrames } from './frames.ts';

/** Engine.IO's packet type `message`. */
const MESSAGE = '4';

/** One or more packets, ready for either way out. Each form is made when first needed and shared. */
export class Packets {
  /** Socket.IO packets, for the library. */
  readonly texts: readonly string[];
  #frames: Buffer | undefined;

  constructor(texts: readonly string[]) {
    this.texts = texts;
  }

  /** Characters, which is near enough to bytes to bound a queue by. */
  get size(): number {
    let size = 0;
    for (const text of this.texts) size += text.length;
    return size;
  }

  /** WebSocket frames of Engine.IO messages, for the TCP socket. */
  get frames(): Buffer {
    this.#frames ??= textFrames(this.texts.map((text) => MESSAGE + text));
    return this.#frames;
  }
}

/** Makes the packets of one namespace. One instance a namespace, for the life of the process. */
export class PacketCodec implements Codec<Packets> {
  readonly #event: string;
  readonly #ack: string;
  readonly #signals = new WeakMap<WireSignal, Packets>();

  constructor(namespace: string) {
    const suffix = namespace === '/' ? '' : `${namespace},`;
    this.#event = `2${suffix}`;
    this.#ack = `3${suffix}`;
  }

  encode(events: readonly WireEvent[]): Packets {
    return new Packets(
      events.map((event) => `${this.#event}[${JSON.stringify(event.type)},${event.data},${event.meta}]`),
    );
  }

  batch(batch: Batch): Packets {
    return batch.encoded(this);
  }

  signal(signal: WireSignal): Packets {
    let packets = this.#signals.get(signal);
    if (!packets) {
      packets = this.push(signal.type, signal.data, signalMeta(signal));
      this.#signals.set(signal, packets);
    }
    return packets;
  }

  /** An event of the door's own; `args` are JSON. */
  push(type: string, ...args: readonly string[]): Packets {
    return new Packets([`${this.#event}[${[JSON.stringify(type), ...args].join(',')}]`]);
  }

  answer(id: number, json: string): Packets {
    return new Packets([`${this.#ack}${id}[${json}]`]);
  }
}
