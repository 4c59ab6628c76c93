/** The kernel's tables with their columns in the order batches fill them. */
import type { Shape } from './shapes.ts';

export const LOG: Shape = {
  table: 'log',
  columns: ['channel', 'seq', 'type', 'actor', 'at', 'entity_kind', 'entity_id', 'data', 'bytes'],
};

export const JOBS: Shape = { table: 'jobs', columns: ['kind', 'data', 'made_at', 'due_at'] };

export const IDEMPOTENCY: Shape = {
  table: 'idempotency',
  columns: [
    'user_id',
    'command',
    'client_id',
    'hash',
    'answer',
    'wrap_key',
    'entity_kind',
    'entity_id',
    'at',
  ],
};
