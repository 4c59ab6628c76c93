/** What happens in sample-name. */
import { event } from '../../kernel/define.ts';
import { SampleNameItem } from './model.ts';

export const added = event({
  name: 'sample-name:added',
  summary: 'An item was added to sample-name',
  on: ['sample-name'],
  durable: true,
  namespaces: ['/chat'],
  data: SampleNameItem,
});
