/** Previews of links: `metadata.previews` of a message (see the model), which `chat:updated` brings. */
import type { FeatureContract } from '../../kernel/define.ts';
import { previewsCommands } from './commands.ts';
import { picture } from './rest.ts';

export const previews = {
  name: 'previews',
  commands: previewsCommands,
  events: [],
  routes: [picture],
} as const satisfies FeatureContract;
