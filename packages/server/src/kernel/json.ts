/**
 * JSON on its way out. A piece that many are told word for word, such as what a thousand people missed of one room, is
 * one object: its bytes are made once, and a transport that can hands the same memory to every socket.
 */
export class SharedJson {
  readonly text: string;
  #utf8: Uint8Array | undefined;

  constructor(text: string) {
    this.text = text;
  }

  get utf8(): Uint8Array {
    this.#utf8 ??= new TextEncoder().encode(this.text);
    return this.#utf8;
  }
}

/** One value, whole or in pieces that follow one another. */
export type Json = string | readonly (string | SharedJson)[];

export function jsonText(json: Json): string {
  if (typeof json === 'string') return json;
  return json.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join('');
}

/** Pieces of one value: joined where nothing in them is shared. */
export function jsonOf(...pieces: readonly Json[]): Json {
  const joined: (string | SharedJson)[] = [];
  for (const piece of pieces.flat()) {
    const last = joined.length - 1;
    const before = joined[last];
    if (typeof piece === 'string' && typeof before === 'string') joined[last] = before + piece;
    else joined.push(piece);
  }
  const [only] = joined;
  return joined.length === 1 && typeof only === 'string' ? only : joined;
}
