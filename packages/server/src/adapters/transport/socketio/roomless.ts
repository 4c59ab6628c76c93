/**
 * Socket.IO's `adapter` option: no rooms. Who gets what is the kernel's business, and the stock adapter would keep two sets
 * and two entries for the room of its own that every socket is put into.
 */
import { Adapter } from 'socket.io-adapter';

export class Roomless extends Adapter {
  override addAll(): void {}
  override del(): void {}
  override delAll(): void {}
}
