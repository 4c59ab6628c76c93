/** How much is saved, and how much of it is known at once. Without schemas, so that the web app loads none for a number. */

/** Of one person. */
export const MAX_SAVED = 10_000;
/** The snapshot of `user:<id>`, and the state built from it, know this many, the latest saved first. */
export const SAVED_KNOWN = 500;
