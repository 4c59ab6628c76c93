/**
 * Lanes keep the order of commands that one session sends to one channel, without waiting for commits.
 *
 * In a lane, tasks are decided one after the other in arrival order, and each hands over its write set before the
 * next is decided. A task whose write set met a conflict, and those held behind it, are decided anew, in order,
 * before anything that came later. Only an exclusive task keeps its lane until it is settled.
 */

export interface LaneTask {
  /** Decides and hands over what it decided. Never rejects. Answers whether the lane must wait for `finished`. */
  start(lane: string | undefined): Promise<'go-on' | 'wait'>;
}

interface Lane {
  readonly key: string;
  readonly waiting: LaneTask[];
  readonly again: LaneTask[];
  busy: boolean;
  /** The task being decided now is one of `again`, and so not behind the others of it. */
  redoing: boolean;
  /** Tasks handed over whose outcome is not known; while there are any, the lane is kept. */
  unsettled: number;
}

export class Lanes {
  readonly #lanes = new Map<string, Lane>();

  /** Puts a task in its lane; without a key it starts at once, on its own. */
  enter(key: string | undefined, task: LaneTask): void {
    if (key === undefined) {
      void task.start(undefined);
      return;
    }
    let lane = this.#lanes.get(key);
    if (!lane) {
      lane = { key, waiting: [], again: [], busy: false, redoing: false, unsettled: 0 };
      this.#lanes.set(key, lane);
    }
    lane.waiting.push(task);
    lane.unsettled += 1;
    this.#pump(lane);
  }

  /** The task has its final answer. */
  finished(key: string | undefined): void {
    const lane = key === undefined ? undefined : this.#lanes.get(key);
    if (!lane) return;
    lane.unsettled -= 1;
    if (lane.unsettled === 0) this.#lanes.delete(lane.key);
  }

  /** The task met a conflict or was held: decide it anew before anything later. Called in write-set order. */
  again(key: string | undefined, task: LaneTask): void {
    const lane = key === undefined ? undefined : this.#lanes.get(key);
    if (!lane) {
      void task.start(undefined);
      return;
    }
    lane.again.push(task);
    // In a microtask, so that all tasks held by the same conflict are in place first.
    void Promise.resolve().then(() => this.#pump(lane));
  }

  /** True when tasks wait to be decided anew: one being decided now must queue behind them. */
  mustRequeue(key: string | undefined): boolean {
    const lane = key === undefined ? undefined : this.#lanes.get(key);
    return lane !== undefined && !lane.redoing && lane.again.length > 0;
  }

  /** A task that waited (`'wait'`) lets its lane go on. */
  release(key: string | undefined): void {
    const lane = key === undefined ? undefined : this.#lanes.get(key);
    if (!lane) return;
    lane.busy = false;
    this.#pump(lane);
  }

  get size(): number {
    return this.#lanes.size;
  }

  #pump(lane: Lane): void {
    if (lane.busy) return;
    lane.redoing = lane.again.length > 0;
    const task = lane.again.shift() ?? lane.waiting.shift();
    if (!task) return;
    lane.busy = true;
    void task.start(lane.key).then((next) => {
      if (next === 'wait') return;
      lane.busy = false;
      this.#pump(lane);
    });
  }
}
