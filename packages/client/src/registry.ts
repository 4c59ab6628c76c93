/** Every feature's commands, as the SDK finds them; a new feature adds its line here, and a forgotten one does not compile. */
import type { CommandName } from '@parley/contract/registry';
import { accounts } from './features/accounts/commands.ts';
import { audit } from './features/audit/commands.ts';
import { chat } from './features/chat/commands.ts';
import type { CommandRoute } from './features/command-route.ts';
import { drafts } from './features/drafts/commands.ts';
import { emoji } from './features/emoji/commands.ts';
import { files } from './features/files/commands.ts';
import { jobs } from './features/jobs/commands.ts';
import { live } from './features/live/commands.ts';
import { moderation } from './features/moderation/commands.ts';
import { previews } from './features/previews/commands.ts';
import { reminders } from './features/reminders/commands.ts';
import { saved } from './features/saved/commands.ts';
import { scheduled } from './features/scheduled/commands.ts';
import { search } from './features/search/commands.ts';
import { slash } from './features/slash/commands.ts';

export const COMMANDS: Readonly<Record<CommandName, CommandRoute>> = {
  ...live,
  ...accounts,
  ...audit,
  ...jobs,
  ...chat,
  ...files,
  ...search,
  ...drafts,
  ...scheduled,
  ...reminders,
  ...saved,
  ...previews,
  ...slash,
  ...moderation,
  ...emoji,
};
