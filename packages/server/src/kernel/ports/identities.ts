/** Who somebody is, as commands need to know it. */

export interface Identity {
  readonly userId: string;
  readonly username: string;
  readonly displayName: string;
  /** Role on this server, for policies; the kernel never reads it. */
  readonly role: string;
  /** False when the account is disabled: every command is then refused. */
  readonly active: boolean;
  /**
   * `aclVersion` of `user:<userId>` that this answer is true for. Every write set of the person expects it, so
   * a role or an account lost meanwhile stops the write.
   */
  readonly authVersion: number;
}

export interface Identities {
  /** Reads the identity and its version in one snapshot; null when there is no such person. */
  find(userId: string): Promise<Identity | null>;
}
