/** How the doors learn who calls. */

export interface Login {
  readonly userId: string;
  readonly loginId: string;
}

export interface Authenticator {
  /**
   * Checks an access token: its signature, its time, and that its login was not ended.
   * Null when any of it fails; which one is not told to the caller. Rejects with `Refused` (UNAVAILABLE) when it
   * can't be known just now: nobody is signed out because of that.
   *
   * A door that opens a session asks again once it is open: a login ended while it was being opened is seen then,
   * one ended later is revoked by the kernel (P6).
   */
  authenticate(token: string): Promise<Login | null>;
}
