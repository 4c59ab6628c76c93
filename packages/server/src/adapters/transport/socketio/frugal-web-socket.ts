/**
 * Engine.IO's `wsEngine` option: ws, except that a connection lets go of the last frame it read. Its receiver keeps that
 * frame's mask, which is a view of the whole chunk it came in, and an array grown for chunks: half a kilobyte for each
 * connection that waits. The receiver is private, so each part is checked: should a release change it, only memory is lost.
 */
import { type ServerOptions, WebSocket, WebSocketServer } from 'ws';

interface ReceiverParts {
  readonly _receiver?: { _mask?: unknown; _buffers?: unknown; readonly _bufferedBytes?: unknown } | null;
}

class FrugalWebSocket extends WebSocket {
  override emit(event: string | symbol, ...args: unknown[]): boolean {
    if (event === 'message') forgetFrame(this as unknown as ReceiverParts);
    return super.emit(event, ...args);
  }
}

export class FrugalWebSocketServer extends WebSocketServer {
  constructor(options: ServerOptions) {
    super({ ...options, WebSocket: FrugalWebSocket });
  }
}

/** A message is whole and unmasked when it is emitted; what follows it brings a mask of its own. */
function forgetFrame({ _receiver: receiver }: ReceiverParts): void {
  if (!receiver || !(receiver._mask instanceof Uint8Array)) return;
  receiver._mask = undefined;
  if (receiver._bufferedBytes === 0 && Array.isArray(receiver._buffers) && receiver._buffers.length === 0) {
    receiver._buffers = [];
  }
}
