/**
 * What the checking clients hold the server to: of each sender every message once and in order, and of a channel
 * that numbers its events no number left out or repeated.
 */

export interface Heard {
  readonly sender: number;
  readonly id: number;
}

/** A message's text begins with who sent it and which of theirs it is; the rest fills it up. */
export function contentOf(sender: number, id: number, bytes: number): string {
  return `${sender}.${id} `.padEnd(bytes, 'all work and no play makes a dull room ');
}

export class OrderCheck {
  readonly #seqs = new Map<string, number>();
  readonly #ids = new Map<number, number>();
  readonly #fault: (words: string) => void;

  constructor(fault: (words: string) => void) {
    this.#fault = fault;
  }

  /** Takes the arguments of an event; answers which message it is, or null when it is none. */
  take([name, data, meta]: readonly unknown[]): Heard | null {
    if (isObject(meta)) this.#seq(meta.channel, meta.seq);
    if (name !== 'chat:message' || !isObject(data) || typeof data.content !== 'string') return null;
    const [sender = -1, id = -1] = data.content.slice(0, data.content.indexOf(' ')).split('.').map(Number);
    const before = this.#ids.get(sender);
    if (before !== undefined && id !== before + 1) {
      this.#fault(`after message ${before} of sender ${sender} came ${id}`);
    }
    this.#ids.set(sender, id);
    return { sender, id };
  }

  #seq(channel: unknown, seq: unknown): void {
    if (typeof channel !== 'string' || typeof seq !== 'number') return;
    const before = this.#seqs.get(channel);
    if (before !== undefined && seq !== before + 1) this.#fault(`after ${before} of ${channel} came ${seq}`);
    this.#seqs.set(channel, seq);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
