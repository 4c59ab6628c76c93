/** Says how far it is: on a terminal one line that changes, elsewhere a line every few seconds. Also where work stops that was called off. */
const TERMINAL_MS = 100;
const LINES_MS = 5_000;

export interface Output {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

export class CalledOff extends Error {
  constructor() {
    super('Stopped. Nothing was left half done.');
    this.name = 'CalledOff';
  }
}

export class Progress {
  readonly #out: Output;
  readonly #calledOff: () => boolean;
  #saidAtMs = performance.now();
  #openLine = false;

  constructor(out: Output, calledOff: () => boolean = () => false) {
    this.#out = out;
    this.#calledOff = calledOff;
  }

  /** Called often. Throws `CalledOff`. */
  step(text: string): void {
    if (this.#calledOff()) throw new CalledOff();
    const now = performance.now();
    if (now - this.#saidAtMs < (this.#out.isTTY ? TERMINAL_MS : LINES_MS)) return;
    this.#saidAtMs = now;
    this.#out.write(this.#out.isTTY ? `\r\x1b[2K${text}` : `${text}\n`);
    this.#openLine = this.#out.isTTY === true;
  }

  /** A line that stays. */
  say(text: string): void {
    this.#out.write(this.#openLine ? `\r\x1b[2K${text}\n` : `${text}\n`);
    this.#openLine = false;
  }

  /** Ends the line that changes, so that what is said next has its own. */
  end(): void {
    if (this.#openLine) this.#out.write('\n');
    this.#openLine = false;
  }
}
