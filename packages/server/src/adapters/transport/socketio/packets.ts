/**
 * Socket.IO packets made from JSON that already exists: nothing is encoded twice, and a packet that goes to
 * many sockets is encoded once (socket.io-protocol v5; engine.io-protocol v4 for the leading `4`).
 */
import type { Writable } from 'node:stream';
import {
  type Batch,
  type Codec,
  type Json,
  signalMeta,
  type WireEvent,
  type WireSignal,
} from '../../../kernel/index.ts';
import { frameBytes, writeFrame } from './frames.ts';
import { MESSAGE, type Outgoing } from './outgoing.ts';
import { PiecedPacket } from './pieced-packet.ts';

/**
 * One or more packets, ready for either way out. Their frames are encoded into the buffer that carries them, and kept
 * from the second time on: what goes to one socket costs one encoding and no copy, what goes to many, two.
 */
export class Packets implements Outgoing {
  /** Engine.IO messages. */
  readonly #messages: readonly string[];
  #frames: Buffer | undefined;
  #messageBytes: readonly number[] | undefined;
  #written = false;

  constructor(messages: readonly string[]) {
    this.#messages = messages;
  }

  /** Socket.IO packets, for the library. */
  get texts(): string[] {
    return this.#messages.map((message) => message.slice(MESSAGE.length));
  }

  /** Characters, which is near enough to bytes to bound a queue by. */
  get size(): number {
    let size = 0;
    for (const message of this.#messages) size += message.length;
    return size;
  }

  /** WebSocket frames of Engine.IO messages, for the TCP socket. */
  get frames(): Buffer {
    if (!this.#frames) {
      const frames = Buffer.allocUnsafe(this.frameBytes);
      this.#encode(frames, 0);
      this.#frames = frames;
    }
    return this.#frames;
  }

  writeTo(socket: Writable): void {
    socket.write(this.frames);
  }

  get frameBytes(): number {
    let bytes = 0;
    for (const length of this.#lengths()) bytes += frameBytes(length);
    return bytes;
  }

  /** Puts the frames into `target` and returns where the next begin. */
  writeFrames(target: Buffer, offset: number): number {
    if (!this.#written) {
      this.#written = true;
      return this.#encode(target, offset);
    }
    return offset + this.frames.copy(target, offset);
  }

  #encode(target: Buffer, from: number): number {
    const lengths = this.#lengths();
    let offset = from;
    for (const [index, message] of this.#messages.entries()) {
      offset = writeFrame(target, offset, message, lengths[index] ?? 0);
    }
    return offset;
  }

  /** Of each message, in UTF-8. */
  #lengths(): readonly number[] {
    this.#messageBytes ??= this.#messages.map((message) => Buffer.byteLength(message));
    return this.#messageBytes;
  }
}

/** Makes the packets of one namespace. One instance a namespace, for the life of the process. */
export class PacketCodec implements Codec<Packets> {
  readonly #event: string;
  readonly #ack: string;
  readonly #signals = new WeakMap<WireSignal, Packets>();

  constructor(namespace: string) {
    const suffix = namespace === '/' ? '' : `${namespace},`;
    this.#event = `${MESSAGE}2${suffix}`;
    this.#ack = `${MESSAGE}3${suffix}`;
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

  answer(id: number, json: Json): Outgoing {
    const head = `${this.#ack}${id}[`;
    if (typeof json === 'string') return new Packets([`${head}${json}]`]);
    return new PiecedPacket([head, ...json, ']']);
  }
}
