/** Passwords: argon2id with the parameters OWASP names, a bounded number at a time. */
import { hash, type Options, parseOptions, verify } from '@node-rs/argon2';
import { refuse } from '../../kernel/index.ts';

/** OWASP Password Storage Cheat Sheet: 19 MiB, two passes, one lane. */
const OWASP = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const satisfies Options;

export type PasswordCost = Required<Pick<Options, 'memoryCost' | 'timeCost' | 'parallelism'>>;

export interface Passwords {
  hash(password: string): Promise<string>;
  /** `known` null: nobody by that name. It then takes as long and is false. */
  verify(known: string | null, password: string): Promise<boolean>;
  /** Whether a hash was made with other parameters than today's, so that signing in should replace it. */
  outdated(known: string): boolean;
}

export interface PasswordOptions {
  readonly cost?: PasswordCost;
  /** At once. Each takes 19 MiB and a thread of libuv's pool of four, which files and names need too. */
  readonly concurrency?: number;
  /** Waiting beyond this many are told to come back. */
  readonly waiting?: number;
}

export function passwords({
  cost = OWASP,
  concurrency = 2,
  waiting = 1000,
}: PasswordOptions = {}): Passwords {
  const enter = gate(concurrency, waiting);
  const make = (password: string) => enter(() => hash(normal(password), cost));

  return {
    hash: make,
    async verify(known, password) {
      if (known !== null) return enter(() => verify(known, normal(password)));
      // Hashing takes what verifying takes.
      await make(password);
      return false;
    },
    outdated(known) {
      const used = parseOptions(known);
      return used.memoryCost !== cost.memoryCost || used.timeCost !== cost.timeCost;
    },
  };
}

/** The same password typed on another system may be composed differently (RFC 8265 §4.2: NFC). */
function normal(password: string): string {
  return password.normalize('NFC');
}

/** Lets so many run at once and so many wait; refuses the rest with UNAVAILABLE. */
function gate(concurrency: number, waiting: number): <T>(work: () => Promise<T>) => Promise<T> {
  const queue: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= concurrency) {
      if (queue.length >= waiting) {
        refuse('UNAVAILABLE', 'Too many people are signing in. Try again in a moment.', {
          retryAfterMs: 5000,
        });
      }
      await new Promise<void>((resolve) => queue.push(resolve));
    } else {
      running += 1;
    }
    try {
      return await work();
    } finally {
      // The place passes on without becoming free, so nobody slips in between.
      const next = queue.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
