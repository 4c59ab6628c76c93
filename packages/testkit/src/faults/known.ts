/** Stories in which a promise was once broken: each is a test now. `npm run faults` prints the line when it finds one. */
export interface KnownStory {
  readonly fault: string;
  readonly seed: number;
  readonly people: number;
  readonly around: number;
  /** What was wrong. */
  readonly found: string;
}

export const KNOWN_NODES = 3;

export const KNOWN: readonly KnownStory[] = [
  {
    fault: 'none',
    seed: 3,
    people: 8,
    around: 100,
    found: 'P9: who came back was not shown those who had stayed on other nodes',
  },
  {
    fault: 'a clock jumps ahead, behind and back',
    seed: 105,
    people: 8,
    around: 100,
    found: 'P10: clients kept the latest time they had seen for that of the last message',
  },
];
