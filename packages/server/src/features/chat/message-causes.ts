/** What saying or changing a message causes elsewhere: jobs that are durable with it. */
import type { NewJob } from '../../kernel/index.ts';
import type { MessageFields } from './message-json.ts';

/**
 * Asked for every message that is said and for every edit, before it is written: it must cost next to nothing, and nothing
 * at all where a message plainly causes nothing.
 */
export type OnMessage = (message: MessageFields) => readonly NewJob[];

/** A write set's `jobs`, with those it has anyway; absent where there are none. */
export function causedBy(
  hooks: readonly OnMessage[],
  message: MessageFields,
  anyway: readonly NewJob[] = [],
): { readonly jobs?: readonly NewJob[] } {
  const jobs = [...anyway];
  for (const hook of hooks) jobs.push(...hook(message));
  return jobs.length === 0 ? {} : { jobs };
}
