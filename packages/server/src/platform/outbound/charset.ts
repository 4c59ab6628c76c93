/** Bytes of a page to text, by what its header, its first bytes or its own `<meta>` say of its character set. */

const META = /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{1,40})/i;
/** Where a page must have named its character set (WHATWG). */
const SNIFFED_BYTES = 1_024;

/** Decodes a page in pieces. Bytes that mean nothing become U+FFFD; an unknown character set is taken for UTF-8. */
export class PageDecoder {
  readonly #told: string | undefined;
  #head: Buffer = Buffer.alloc(0);
  #decoder: InstanceType<typeof TextDecoder> | null = null;

  /** `contentType` as the answer's header says it. */
  constructor(contentType: string) {
    this.#told = /charset\s*=\s*["']?\s*([\w:.-]+)/i.exec(contentType)?.[1];
  }

  /** Empty while too little is known. */
  write(piece: Buffer): string {
    if (this.#decoder !== null) return this.#decoder.decode(piece, { stream: true });
    this.#head = Buffer.concat([this.#head, piece]);
    return this.#head.length < SNIFFED_BYTES ? '' : this.#begin();
  }

  /** What was held back. */
  end(): string {
    return this.#decoder === null ? this.#begin() : this.#decoder.decode();
  }

  #begin(): string {
    const head = this.#head;
    this.#decoder = decoderOf(byteOrderMark(head) ?? this.#told ?? META.exec(head.toString('latin1'))?.[1]);
    this.#head = Buffer.alloc(0);
    return this.#decoder.decode(head, { stream: true });
  }
}

function byteOrderMark(head: Buffer): string | undefined {
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return head[0] === 0xff && head[1] === 0xfe ? 'utf-16le' : undefined;
}

function decoderOf(label = 'utf-8') {
  try {
    return new TextDecoder(label);
  } catch {
    return new TextDecoder();
  }
}
