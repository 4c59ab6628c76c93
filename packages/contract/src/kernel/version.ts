/** The version of the wire. `generated/wire.json` holds the fingerprint of every version there was. */
export const WIRE_VERSION = 1;
