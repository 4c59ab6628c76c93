/** Who somebody is, as commands need to know it. */
import type { CustomStatus } from '@parley/contract/kernel/presence';
import type { Sanction } from '@parley/contract/kernel/sanction';

/** What a person chose to be shown as, on whatever device they are. */
export interface ChosenPresence {
  readonly dnd: boolean;
  readonly custom?: CustomStatus;
}

export interface Identity {
  readonly userId: string;
  readonly username: string;
  readonly displayName: string;
  /** Role on this server, for policies; the kernel never reads it. */
  readonly role: string;
  /** False when the account is disabled or banned: every command is then refused. */
  readonly active: boolean;
  /** In force now, as long as this answer is kept. */
  readonly banned?: Sanction;
  /** In force now: only commands that tell others nothing are open. */
  readonly muted?: Sanction;
  /**
   * `aclVersion` of `user:<userId>` that this answer is true for. Every write set of the person expects it, so
   * a role or an account lost meanwhile stops the write.
   */
  readonly authVersion: number;
  /** True for `authVersion` too: a change of it is a change of the person. */
  readonly chosen?: ChosenPresence;
}

export interface Identities {
  /** Reads the identity and its version in one snapshot; null when there is no such person. */
  find(userId: string): Promise<Identity | null>;
}
