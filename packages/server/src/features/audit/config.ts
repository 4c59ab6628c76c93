/** The audit log's slice of the environment. */
import { z } from 'zod';
import { amount, readSlice } from '../../platform/config/variables.ts';
import type { Env } from '../../platform/feature.ts';

const Variables = z.object({ AUDIT_KEEP_DAYS: amount(0) });

export interface AuditConfig {
  /** Days an entry is kept; 0 = for good. */
  readonly keepDays: number;
}

/** Throws `WrongConfiguration`. */
export function auditConfig(env: Env): AuditConfig {
  return { keepDays: readSlice(Variables, env).AUDIT_KEEP_DAYS };
}
