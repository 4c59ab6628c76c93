/** Previews of links, below the messages that have them. */
import type { WebFeature } from '../../app/feature.ts';
import { LinkPreviews } from './components/link-previews.tsx';

export const previews: WebFeature = { name: 'previews', MessageFoot: LinkPreviews };
