/** What other features may use of sample-name. */

/** Its one channel: everybody on this server may read it. */
export const SAMPLE_NAME_CHANNEL = 'sample-name:all';
