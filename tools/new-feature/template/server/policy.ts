/** Who may do what in sample-name: pure functions. */

/** Guests look; everybody else adds. */
export function mayAdd(role: string): boolean {
  return role !== 'guest';
}
