/** Every feature of the web app, in the order of the rail; a new feature adds its line here. */
import { accounts } from '../features/accounts/feature.tsx';
import { chat } from '../features/chat/feature.tsx';
import { emoji } from '../features/emoji/feature.tsx';
import { files } from '../features/files/feature.tsx';
import { moderation } from '../features/moderation/feature.tsx';
import { previews } from '../features/previews/feature.tsx';
import { reminders } from '../features/reminders/feature.tsx';
import { saved } from '../features/saved/feature.tsx';
import { search } from '../features/search/feature.tsx';
import { settings } from '../features/settings/feature.tsx';
import { unsent } from '../features/unsent/feature.tsx';
import type { WebFeature } from './feature.ts';

export const FEATURES: readonly WebFeature[] = [
  chat,
  search,
  unsent,
  reminders,
  saved,
  accounts,
  moderation,
  settings,
  files,
  previews,
  emoji,
];
