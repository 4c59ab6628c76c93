/** What emoji of a server's own may be called. Free of schemas: a browser's content policy lets none be compiled. */

export const EMOJI_NAME = /^[a-z0-9_+-]{2,40}$/;
