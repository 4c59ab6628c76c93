/** Columns of the kernel's tables in the order batches fill them. */

export const LOG_COLUMNS = [
  'channel',
  'seq',
  'type',
  'actor',
  'at',
  'entity_kind',
  'entity_id',
  'data',
  'bytes',
] as const;

export const IDEMPOTENCY_COLUMNS = [
  'user_id',
  'command',
  'client_id',
  'hash',
  'answer',
  'wrap_key',
  'entity_kind',
  'entity_id',
  'at',
] as const;
