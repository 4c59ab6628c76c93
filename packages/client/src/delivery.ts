/** Says that what others wrote has come to this device: of each room the latest, a few rooms a second, and only in small ones. */
import type { Message } from '@parley/contract/features/chat/model';
import type { CommandInput } from '@parley/contract/registry';
import type { Clock } from './clock.ts';

const EVERY_MS = 1_000;
const ROOMS_AT_ONCE = 20;
/** In larger rooms the server tells nobody. */
const MAX_MEMBERS = 50;

export interface DeliveryParts {
  readonly clock: Clock;
  readonly say: (input: CommandInput<'chat:delivered'>) => void;
  /** Connected, and willing to have it told. */
  readonly mayTell: () => boolean;
}

export class Delivery {
  readonly #parts: DeliveryParts;
  /** Room -> its latest message that is still to be told of. */
  readonly #due = new Map<string, Message>();
  #waits = false;

  constructor(parts: DeliveryParts) {
    this.#parts = parts;
  }

  /** A message by somebody else has come. */
  came(message: Message, memberCount: number): void {
    if (memberCount > MAX_MEMBERS) return;
    this.#due.set(message.roomId, message);
    this.#tellSoon();
  }

  #tellSoon(): void {
    if (this.#waits) return;
    this.#waits = true;
    this.#parts.clock.after(EVERY_MS, () => {
      this.#waits = false;
      this.#tell();
      if (this.#due.size > 0) this.#tellSoon();
    });
  }

  #tell(): void {
    const mayTell = this.#parts.mayTell();
    for (const [roomId, { id: messageId, seq }] of [...this.#due].slice(0, ROOMS_AT_ONCE)) {
      this.#due.delete(roomId);
      if (mayTell) this.#parts.say({ roomId, messageId, seq });
    }
  }
}
