/** Counting what is unread stops here: `1000` on the wire means that many or more, and no absence costs more than this. */
export const UNREAD_CAP = 1_000;
