/** Every feature of the web app, in the order of the rail; a new feature adds its line here. */
import { accounts } from '../features/accounts/feature.tsx';
import { chat } from '../features/chat/feature.tsx';
import { files } from '../features/files/feature.tsx';
import { previews } from '../features/previews/feature.tsx';
import { settings } from '../features/settings/feature.tsx';
import type { WebFeature } from './feature.ts';

export const FEATURES: readonly WebFeature[] = [chat, accounts, settings, files, previews];
