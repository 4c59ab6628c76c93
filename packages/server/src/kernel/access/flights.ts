/**
 * Reads under way, by key: who asks for the same meanwhile shares them, so that whoever comes back on five devices at
 * once is asked about once. A read that began before something changed is shared with nobody who asks after it.
 */
interface Flight<T> {
  readonly generation: number;
  readonly answer: Promise<T>;
}

export class Flights<T> {
  readonly #flights = new Map<string, Flight<T>>();

  share(key: string, generation: number, read: () => Promise<T>): Promise<T> {
    const known = this.#flights.get(key);
    if (known?.generation === generation) return known.answer;
    const flight: Flight<T> = { generation, answer: read() };
    this.#flights.set(key, flight);
    const landed = () => {
      if (this.#flights.get(key) === flight) this.#flights.delete(key);
    };
    flight.answer.then(landed, landed);
    return flight.answer;
  }
}
