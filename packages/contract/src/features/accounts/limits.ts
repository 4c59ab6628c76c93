/** Bounds that clients show too: without schemas, which browsers need not load. */

/** Characters of a status of one's own. */
export const MAX_STATUS_TEXT = 100;
