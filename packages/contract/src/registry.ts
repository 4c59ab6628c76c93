/**
 * Every feature's part of the wire. The doors, the SDK's types, OpenAPI and AsyncAPI are derived from this list;
 * a new feature adds its line here.
 */
import type { z } from 'zod';
import { accounts } from './features/accounts/index.ts';
import { audit } from './features/audit/index.ts';
import { chat } from './features/chat/index.ts';
import { drafts } from './features/drafts/index.ts';
import { emoji } from './features/emoji/index.ts';
import { files } from './features/files/index.ts';
import { jobs } from './features/jobs/index.ts';
import { live } from './features/live/index.ts';
import { moderation } from './features/moderation/index.ts';
import { previews } from './features/previews/index.ts';
import { reminders } from './features/reminders/index.ts';
import { saved } from './features/saved/index.ts';
import { scheduled } from './features/scheduled/index.ts';
import { search } from './features/search/index.ts';
import { slash } from './features/slash/index.ts';

export const FEATURES = [
  live,
  accounts,
  audit,
  jobs,
  chat,
  files,
  previews,
  search,
  drafts,
  scheduled,
  reminders,
  saved,
  slash,
  moderation,
  emoji,
] as const;

type Features = (typeof FEATURES)[number];
type Command = Features['commands'][number];
type Event = Features['events'][number];

/** Name -> definition. */
export type Commands = { [C in Command as C['name']]: C };
export type Events = { [E in Event as E['name']]: E };

export type CommandName = keyof Commands;
export type EventName = keyof Events;
/** What a caller passes: defaults not yet applied. */
export type CommandInput<N extends CommandName> = z.input<Commands[N]['input']>;
export type CommandOutput<N extends CommandName> = z.output<Commands[N]['output']>;
export type EventData<N extends EventName> = z.output<Events[N]['data']>;
