/** A client of the load, whatever it speaks. */
export interface Talker {
  readonly index: number;
  /** Messages received so far. */
  readonly received: number;
  /** Frames of any kind received so far. */
  readonly frames: number;
  /** Resolves when it may join. */
  connect(port: number, token: string | null): Promise<void>;
  /** Says something that is acknowledged later; answers its id, which rises by one from 0. */
  emit(name: string, payload: (id: number) => object): number;
  close(): void;
}

export interface TalkerEvents {
  /** `answer` is the acknowledgement's arguments as JSON, to be taken before this returns. */
  acknowledged(client: Talker, id: number, ok: boolean, answer: () => string): void;
  /** Only of clients that check: the arguments of any event. */
  heard(client: Talker, args: readonly unknown[]): void;
  lost(client: Talker, reason: string): void;
}
