/** The largest of the last so many numbers. */
export class RecentLargest {
  readonly #count: number;
  /** A ring. */
  readonly #numbers: number[] = [];
  #next = 0;
  #value = 0;

  constructor(count: number) {
    this.#count = count;
  }

  /** 0 before there was any. */
  get value(): number {
    return this.#value;
  }

  add(number: number): void {
    this.#numbers[this.#next] = number;
    this.#next = (this.#next + 1) % this.#count;
    this.#value = Math.max(...this.#numbers);
  }
}
