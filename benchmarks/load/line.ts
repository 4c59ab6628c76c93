/** A connection whose commands are awaited, one promise each. */
import { Client } from './client.ts';

export class Line {
  readonly #client: Client;
  readonly #waiting = new Map<
    number,
    { resolve: (answer: string) => void; reject: (cause: Error) => void }
  >();

  constructor() {
    this.#client = new Client(0, false, {
      acknowledged: (_, id, ok, answer) => {
        const waiting = this.#waiting.get(id);
        this.#waiting.delete(id);
        if (ok) waiting?.resolve(answer());
        else waiting?.reject(new Error(`refused: ${answer()}`));
      },
      heard: () => {},
      lost: (_, reason) => {
        for (const { reject } of this.#waiting.values()) reject(new Error(reason));
        this.#waiting.clear();
      },
    });
  }

  /** Messages pushed to it so far. */
  get pushed(): number {
    return this.#client.received;
  }

  connect(port: number, token: string | null): Promise<void> {
    return this.#client.connect(port, token);
  }

  /** The answer as JSON; rejects when it is a refusal. */
  ask(command: string, payload: object): Promise<string> {
    return new Promise((resolve, reject) => {
      const id = this.#client.emit(command, () => payload);
      this.#waiting.set(id, { resolve, reject });
    });
  }

  close(): void {
    this.#client.close();
  }
}
