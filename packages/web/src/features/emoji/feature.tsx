/** Emoji of this server's own: brought to wherever people write, and looked after on the admin page. */
import { EMOJI } from '@parley/client/features/emoji/projection';
import { lazy } from 'react';
import { client, useReadable } from '../../app/client.ts';
import type { WebFeature } from '../../app/feature.ts';

const EmojiSection = lazy(async () => ({
  default: (await import('./components/emoji-section.tsx')).EmojiSection,
}));

export const emoji: WebFeature = {
  name: 'emoji',
  useCustomEmoji: () => useReadable(client.shared(EMOJI)).byName,
  adminSections: [{ id: 'emoji', label: 'emoji:title', roles: ['owner', 'admin'], Section: EmojiSection }],
};
