/**
 * The log as a few maps: the model that kernel tests run on. Statements are ignored, except those whose SQL is `fail`
 * (the write set fails), `conflict` (it affects another
 * number of rows than it must) or `conflict-once` (so the first time it is tried).
 */
import type {
  ChannelHead,
  CommitOutcome,
  IdempotencyKey,
  KeyLookup,
  Log,
  LogPage,
  ReadLimits,
  StoredEvent,
  WriteSet,
} from '@parley/server/kernel/index';
import { spliceSeq } from '@parley/server/kernel/index';

interface Channel {
  head: number;
  aclVersion: number;
  events: StoredEvent[];
}

interface Key {
  readonly hash: string;
  readonly answer: string;
}

export class MemoryLog implements Log {
  readonly epoch: string;
  /** Called before each commit and read; tests hold them back here. */
  beforeCommit: (batch: readonly WriteSet[]) => Promise<void> = async () => {};
  beforeRead: (channel: string) => Promise<void> = async () => {};
  afterRead: (channel: string) => Promise<void> = async () => {};
  reads = 0;
  commits = 0;
  readonly #channels = new Map<string, Channel>();
  readonly #keys = new Map<string, Key>();
  #conflictedOnce = false;

  constructor(epoch = 'e1') {
    this.epoch = epoch;
  }

  async commit(batch: readonly WriteSet[]): Promise<readonly CommitOutcome[]> {
    await this.beforeCommit(batch);
    this.commits += 1;
    const conflicted = new Set<string>();
    return batch.map((set) => {
      const outcome = this.#commitOne(set, conflicted);
      if (outcome.kind === 'conflict' && set.lane !== undefined) conflicted.add(set.lane);
      return outcome;
    });
  }

  async read(channel: string, after: number, limits: ReadLimits): Promise<LogPage> {
    await this.beforeRead(channel);
    this.reads += 1;
    const { head, aclVersion, events } = this.#channel(channel);
    const oldest = events[0]?.seq ?? head + 1;
    const wanted = events.filter((event) => event.seq > after);
    const page: StoredEvent[] = [];
    let bytes = 0;
    for (const event of wanted) {
      bytes += event.data.length;
      if (page.length > 0 && (bytes > limits.maxBytes || page.length >= limits.maxEvents)) break;
      page.push(event);
    }
    await this.afterRead(channel);
    return { head, oldest, aclVersion, events: page, more: page.length < wanted.length };
  }

  async heads(channels: readonly string[]): Promise<ReadonlyMap<string, ChannelHead>> {
    return new Map(
      channels.map((name) => {
        const { head, aclVersion } = this.#channel(name);
        return [name, { seq: head, aclVersion }];
      }),
    );
  }

  async find(key: IdempotencyKey): Promise<KeyLookup> {
    const known = this.#keys.get(keyName(key));
    if (!known) return { kind: 'unknown' };
    return known.hash === key.hash ? { kind: 'replayed', answer: known.answer } : { kind: 'key-reused' };
  }

  async trim(window: { maxEvents: number }): Promise<number> {
    let gone = 0;
    for (const channel of this.#channels.values()) {
      const extra = Math.max(0, channel.events.length - window.maxEvents);
      channel.events.splice(0, extra);
      gone += extra;
    }
    return gone;
  }

  /** All events of a channel, as committed. */
  events(channel: string): readonly StoredEvent[] {
    return this.#channel(channel).events;
  }

  #channel(name: string): Channel {
    let channel = this.#channels.get(name);
    if (!channel) {
      channel = { head: 0, aclVersion: 0, events: [] };
      this.#channels.set(name, channel);
    }
    return channel;
  }

  #commitOne(set: WriteSet, conflicted: ReadonlySet<string>): CommitOutcome {
    if (set.key) {
      const known = this.#keys.get(keyName(set.key));
      if (known) {
        return known.hash === set.key.hash
          ? { kind: 'replayed', answer: known.answer }
          : { kind: 'key-reused' };
      }
    }
    if (set.lane !== undefined && conflicted.has(set.lane)) return { kind: 'held' };
    for (const { channel, aclVersion } of set.expect) {
      if (this.#channel(channel).aclVersion !== aclVersion)
        return { kind: 'conflict', reason: 'acl', detail: channel };
    }
    for (const statement of set.statements) {
      if (statement.kind !== 'run') continue;
      if (statement.sql === 'fail') return { kind: 'failed', cause: new Error('statement failed') };
      if (statement.sql === 'conflict') return { kind: 'conflict', reason: 'rows' };
      if (statement.sql === 'conflict-once' && !this.#conflictedOnce) {
        this.#conflictedOnce = true;
        return { kind: 'conflict', reason: 'rows' };
      }
    }
    return this.#append(set);
  }

  #append(set: WriteSet): CommitOutcome {
    const seqs: number[] = [];
    const aclVersions: number[] = [];
    const data: string[] = [];
    for (const append of set.appends) {
      const channel = this.#channel(append.channel);
      channel.head += 1;
      if (append.acl) channel.aclVersion += 1;
      const json =
        append.seqAs === undefined ? append.data : spliceSeq(append.data, append.seqAs, channel.head);
      const { type, actor, at } = append;
      channel.events.push({ seq: channel.head, type, actor, at, data: json });
      seqs.push(channel.head);
      aclVersions.push(channel.aclVersion);
      data.push(json);
    }
    if (set.key) {
      const { answer } = set;
      const json =
        answer.kind === 'json' ? answer.json : `{${JSON.stringify(answer.key)}:${data[answer.append]}}`;
      this.#keys.set(keyName(set.key), { hash: set.key.hash, answer: json });
    }
    return { kind: 'committed', seqs, aclVersions };
  }
}

function keyName({ userId, command, clientId }: IdempotencyKey): string {
  return `${userId}|${command}|${clientId}`;
}
