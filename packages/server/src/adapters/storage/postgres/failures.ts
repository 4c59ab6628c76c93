/** Sorts errors of PostgreSQL and its client into what a batch has to know. */
import pg from 'pg';
import { type FailureKind, StepFailure } from '../sql/steps.ts';

const KIND_BY_CODE: Readonly<Record<string, FailureKind>> = {
  // unique_violation, foreign_key_violation
  23505: 'constraint',
  23503: 'constraint',
  // serialization_failure, deadlock_detected, lock_not_available, query_canceled (a time-out)
  40001: 'retry',
  '40P01': 'retry',
  '55P03': 'retry',
  57014: 'retry',
  // admin_shutdown, crash_shutdown, cannot_connect_now, io_error, read_only_sql_transaction (failed over, or full)
  '57P01': 'lost',
  '57P02': 'lost',
  '57P03': 'lost',
  58030: 'lost',
  25006: 'lost',
};

/** connection_exception; insufficient_resources: a full disk, no memory, too many connections. */
const LOST_CLASSES = new Set(['08', '53']);

export function failureOf(cause: unknown): StepFailure {
  if (cause instanceof StepFailure) return cause;
  return new StepFailure(kindOf(cause), cause);
}

function kindOf(cause: unknown): FailureKind {
  // What the server said; anything else is the connection's own end, or a value that can't be sent.
  if (!(cause instanceof pg.DatabaseError)) return cause instanceof TypeError ? 'statement' : 'lost';
  const code = cause.code ?? '';
  return KIND_BY_CODE[code] ?? (LOST_CLASSES.has(code.slice(0, 2)) ? 'lost' : 'statement');
}
