/** The line over Socket.IO, namespace `/chat`. Its own reconnecting is off: the state machine does that. */
import { io } from 'socket.io-client';
import { asWireError } from '../errors.ts';
import type { LinkHandlers, SocketPort } from './port.ts';

export function socketIo(url: string): SocketPort {
  return {
    open: (token, handlers) => {
      const socket = io(`${url.replace(/\/$/, '')}/chat`, {
        auth: { token },
        // A manager of its own each time: nothing of a broken line is left in the next one.
        forceNew: true,
        reconnection: false,
        transports: ['websocket', 'polling'],
        tryAllTransports: true,
      });
      const on = guarded(handlers);
      socket.on('connect', on.opened);
      socket.on('connect_error', (error) =>
        on.refused(error.message, asWireError('data' in error ? error.data : null)),
      );
      socket.on('disconnect', (reason) =>
        on.closed(reason === 'io server disconnect' ? 'server' : 'transport'),
      );
      socket.onAny((name: string, data: unknown, meta: unknown) => on.event(name, data, meta));
      return {
        request: (name, input, answered) => {
          socket.emit(name, input, answered);
        },
        close: () => {
          on.silence();
          socket.disconnect();
        },
      };
    },
  };
}

/** Keeps the port's promise that nothing is called after `close()`. */
function guarded(handlers: LinkHandlers): LinkHandlers & { readonly silence: () => void } {
  let open = true;
  return {
    opened: () => {
      if (open) handlers.opened();
    },
    refused: (message, error) => {
      if (open) handlers.refused(message, error);
    },
    closed: (by) => {
      if (open) handlers.closed(by);
    },
    event: (name, data, meta) => {
      if (open) handlers.event(name, data, meta);
    },
    silence: () => {
      open = false;
    },
  };
}
