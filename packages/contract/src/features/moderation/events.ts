/** What moderators hear of, on `staff:reports`; who reported is not among it. */
import { z } from 'zod';
import { event } from '../../kernel/define.ts';
import { Report } from './model.ts';

const data = z.object({ report: Report.omit({ reporter: true }) });

export const created = event({
  name: 'report:created',
  summary: 'Somebody reported a message: the report as it is now',
  on: ['staff'],
  durable: true,
  data,
});

export const resolved = event({
  name: 'report:resolved',
  summary: 'A report was resolved',
  on: ['staff'],
  durable: true,
  data,
});
