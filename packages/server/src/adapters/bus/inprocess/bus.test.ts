import { busConformance } from '../../../kernel/conformance/bus.conformance.ts';
import { createInProcessBus } from './bus.ts';

busConformance('in process', async () => {
  const hub = createInProcessBus();
  return { node: async () => hub.join(), knowsListeners: true, close: async () => {} };
});
