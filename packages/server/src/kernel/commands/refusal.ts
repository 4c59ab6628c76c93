/** A refusal on its way to the client: thrown by handlers, caught by the dispatcher, sent as it is. */
import { type ErrorCode, type ErrorExtra, type WireError, wireError } from '@parley/contract/kernel/errors';

export class Refused extends Error {
  readonly wire: WireError;

  constructor(wire: WireError, cause?: unknown) {
    super(wire.message, cause === undefined ? undefined : { cause });
    this.name = 'Refused';
    this.wire = wire;
  }
}

/** Throws; `message` is shown to people and says what to do. */
export function refuse(code: ErrorCode, message: string, extra?: ErrorExtra): never {
  throw new Refused(wireError(code, message, extra));
}
