/**
 * The rate limiters of a node, which count what other nodes let through. Each node tells the others twice a second what
 * people took of whom little is left, so that over several nodes a person has one rate; their bursts add up until then.
 */
import type { KernelLimits } from '../kernel.ts';
import type { Nodes } from '../nodes.ts';
import type { Clock } from '../ports/clock.ts';
import { RateLimiter } from './rate-limit.ts';

const TOPIC = 'rates';
const TELL_MS = 500;

type RateClass = keyof KernelLimits['rates'];

interface Taken {
  readonly of: RateClass;
  readonly taken: readonly (readonly [key: string, tokens: number])[];
}

export class SharedRates {
  readonly #clock: Clock;
  readonly #nodes: Nodes;
  readonly #limiters: Readonly<Record<RateClass, RateLimiter>>;
  #stopTelling: () => void;

  constructor(clock: Clock, nodes: Nodes, rates: KernelLimits['rates']) {
    this.#clock = clock;
    this.#nodes = nodes;
    this.#limiters = {
      commands: new RateLimiter(clock, rates.commands),
      signals: new RateLimiter(clock, rates.signals),
      strokes: new RateLimiter(clock, rates.strokes),
      connections: new RateLimiter(clock, rates.connections),
    };
    this.#stopTelling = this.#scheduleTelling();
  }

  /** Takes one token. Answers 0 when there was one, else after how many milliseconds there will be. */
  take(of: RateClass, key: string): number {
    return this.#limiters[of].take(key);
  }

  hear(): Promise<void> {
    return this.#nodes.hear<Taken>(TOPIC, ({ of, taken }) => {
      for (const [key, tokens] of taken) this.#limiters[of].spend(key, tokens);
    });
  }

  stop(): void {
    this.#stopTelling();
  }

  #scheduleTelling(): () => void {
    return this.#clock.after(TELL_MS, () => {
      for (const of of Object.keys(this.#limiters) as RateClass[]) {
        const taken = this.#limiters[of].takenLately();
        if (taken.length > 0) this.#nodes.tell(TOPIC, (): Taken => ({ of, taken }));
      }
      this.#stopTelling = this.#scheduleTelling();
    });
  }
}
