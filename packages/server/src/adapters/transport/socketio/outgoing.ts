/** What waits to leave by one connection: packets that are ready for either way out. */
import type { Writable } from 'node:stream';

/** Engine.IO's packet type `message`, which WebSocket frames begin with and the library adds itself. */
export const MESSAGE = '4';

export interface Outgoing {
  /** Socket.IO packets, for the library. */
  readonly texts: readonly string[];
  /** Characters, which is near enough to bytes to bound a queue by. */
  readonly size: number;
  /** Bytes of their WebSocket frames. */
  readonly frameBytes: number;
  /** Puts the frames into `target` and returns where the next begin; absent where they are better not copied. */
  writeFrames?(target: Buffer, offset: number): number;
  /** Writes the frames to the TCP socket. */
  writeTo(socket: Writable): void;
}
