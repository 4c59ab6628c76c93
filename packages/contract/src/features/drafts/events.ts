/** What happens to my drafts, on my own channel. */
import { event } from '../../kernel/define.ts';
import { Draft } from './model.ts';

export const changed = event({
  name: 'draft:changed',
  summary: 'A draft of mine as it is now, whichever device changed it; an empty text: it is gone',
  on: ['user'],
  durable: true,
  namespaces: ['/chat'],
  data: Draft,
});
