/** How the doors learn who calls. */

export interface Login {
  readonly userId: string;
  readonly loginId: string;
}

export interface Authenticator {
  /**
   * Checks an access token: its signature, its time, and that its login was not ended.
   * Null when any of it fails; which one is not told to the caller.
   */
  authenticate(token: string): Promise<Login | null>;
}
