/** Decides P1–P5 from the clients' records and the final history, in the manner of Jepsen: it asks the server nothing. */
import type { Judgement } from './judgement.ts';
import type { ClientRecord, SeenMessage } from './record.ts';

/** `history` is every message of the room at the end, oldest first, tombstones included. */
export function check(
  records: readonly ClientRecord[],
  history: readonly SeenMessage[],
): readonly Judgement[] {
  const sum = (count: (record: ClientRecord) => number) =>
    records.reduce((total, record) => total + count(record), 0);
  const acknowledged = sum(({ said }) => said.reduce((total, one) => total + one.acknowledged.length, 0));
  const events = sum(({ seen }) => seen.filter(({ kind }) => kind === 'event').length);
  const changed = sum((record) => record.changed.length);
  return [
    { promise: 'P1', checked: acknowledged + changed, broken: lost(records, history) },
    { promise: 'P2', checked: events, broken: disordered(records) },
    { promise: 'P3', checked: acknowledged, broken: repeated(records, history) },
    { promise: 'P4', checked: events, broken: discontinuous(records) },
    { promise: 'P5', checked: history.length * records.length, broken: outdated(records, history) },
  ];
}

/** P1: what was acknowledged is there, with the id and seq that were told; the last acknowledged change too. */
function lost(records: readonly ClientRecord[], history: readonly SeenMessage[]): string[] {
  const byId = new Map(history.map((message) => [message.id, message]));
  const found: string[] = [];
  for (const { name, said, changed } of records) {
    for (const { content, acknowledged } of said) {
      for (const { id, seq } of acknowledged) {
        const message = byId.get(id);
        if (!message) found.push(`${name}: acknowledged "${content}" (${id}) is missing`);
        else if (message.seq !== seq) {
          found.push(`${name}: "${content}" was acknowledged at ${seq}, is at ${message.seq}`);
        }
      }
    }
    const last = new Map(changed.map((change) => [change.id, change]));
    for (const change of last.values()) {
      const message = byId.get(change.id);
      const kept = change.kind === 'delete' ? message?.deleted : message?.content === change.content;
      if (!kept) found.push(`${name}: acknowledged ${change.kind} of ${change.id} is lost`);
    }
  }
  return found;
}

/** P2: at one seq everyone saw the same event. */
function disordered(records: readonly ClientRecord[]): string[] {
  const at = new Map<number, { event: string; name: string }>();
  const found: string[] = [];
  for (const { name, seen } of records) {
    for (const item of seen) {
      if (item.kind !== 'event') continue;
      const event = `${item.type} ${item.message?.id ?? ''}`;
      const known = at.get(item.seq);
      if (!known) at.set(item.seq, { event, name });
      else if (known.event !== event) {
        found.push(`at ${item.seq} ${known.name} saw ${known.event}, ${name} saw ${event}`);
      }
    }
  }
  return found;
}

/** P3: a clientId has at most one message, and all its acknowledgements are the same. */
function repeated(records: readonly ClientRecord[], history: readonly SeenMessage[]): string[] {
  const found: string[] = [];
  // Every text of a run is unique, so a second effect shows as a second message with the text.
  const counts = new Map<string, number>();
  for (const { content } of history) counts.set(content, (counts.get(content) ?? 0) + 1);
  for (const { name, said } of records) {
    for (const { content, acknowledged } of said) {
      if ((counts.get(content) ?? 0) > 1) found.push(`${name}: "${content}" is there twice`);
      if (new Set(acknowledged.map(({ id, seq }) => `${id} ${seq}`)).size > 1) {
        found.push(`${name}: retries of "${content}" got different answers`);
      }
    }
  }
  return found;
}

/** P4: after a snapshot or an event the next event is the next seq: no gap, no repeat. */
function discontinuous(records: readonly ClientRecord[]): string[] {
  const found: string[] = [];
  for (const { name, seen } of records) {
    let seq: number | null = null;
    for (const item of seen) {
      if (item.kind === 'event' && seq !== null && item.seq !== seq + 1) {
        found.push(`${name}: ${item.seq} came after ${seq}`);
      }
      seq = item.seq;
    }
  }
  return found;
}

/** P5: what a client holds in the end, built from what it saw, is what there is: edits and deletions included. */
function outdated(records: readonly ClientRecord[], history: readonly SeenMessage[]): string[] {
  const found: string[] = [];
  for (const { name, seen } of records) {
    const held = new Map<string, SeenMessage>();
    for (const item of seen) {
      if (item.kind === 'snapshot') {
        held.clear();
        for (const message of item.messages) held.set(message.id, message);
      } else if (item.message) held.set(item.message.id, item.message);
    }
    const first = Math.min(...[...held.values()].map((message) => message.seq));
    for (const message of history) {
      if (message.seq < first) continue;
      const mine = held.get(message.id);
      if (!mine) found.push(`${name}: never learnt of ${message.id} at ${message.seq}`);
      else if (mine.content !== message.content || mine.deleted !== message.deleted) {
        found.push(`${name}: holds an old state of ${message.id}`);
      }
    }
  }
  return found;
}
