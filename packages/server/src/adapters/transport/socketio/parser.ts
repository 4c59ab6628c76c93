/**
 * Socket.IO's `parser` option: the stock one, except that an answer made of JSON that exists already is handed
 * to its connection with the packet's id instead of being encoded again.
 */
import { Decoder, type Packet, Encoder as StockEncoder } from 'socket.io-parser';
import type { Json } from '../../../kernel/index.ts';
import type { SocketConnection } from './connection.ts';

/** What this door passes to a command's acknowledgement function. */
export class PreparedAnswer {
  readonly connection: SocketConnection;
  readonly json: Json;

  constructor(connection: SocketConnection, json: Json) {
    this.connection = connection;
    this.json = json;
  }
}

export class Encoder extends StockEncoder {
  override encode(packet: Packet): ReturnType<StockEncoder['encode']> {
    const first: unknown = Array.isArray(packet.data) ? packet.data[0] : undefined;
    if (!(first instanceof PreparedAnswer) || packet.id === undefined) return super.encode(packet);
    first.connection.answer(packet.id, first.json);
    return [];
  }
}

export { Decoder };
