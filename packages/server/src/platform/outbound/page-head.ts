/** What a page says of itself in its head, read in pieces and no further than needed. */
import { Parser } from 'htmlparser2';
import { PageDecoder } from './charset.ts';
import type { BodyReader } from './guarded-get.ts';

/** As the page says it: nothing in it is checked, shortened or to be trusted. */
export interface PageHead {
  /** The content of `<title>`. */
  readonly title: string;
  /** `<meta>` by `property` or `name`, in lower case; the first of each. */
  readonly meta: ReadonlyMap<string, string>;
}

/** Longer texts are cut: nobody shows that much. */
const MAX_TEXT = 4_096;
const MAX_METAS = 256;

export class PageHeadReader implements BodyReader {
  readonly #decoder: PageDecoder;
  readonly #parser: Parser;
  readonly #meta = new Map<string, string>();
  #title = '';
  #inTitle = false;
  #over = false;

  constructor(contentType: string) {
    this.#decoder = new PageDecoder(contentType);
    this.#parser = new Parser({
      onopentag: (name, attributes) => this.#open(name, attributes),
      ontext: (text) => {
        if (this.#inTitle && this.#title.length < MAX_TEXT) this.#title += text;
      },
      onclosetag: (name) => {
        if (name === 'title') this.#inTitle = false;
        if (name === 'head') this.#over = true;
      },
    });
  }

  write(piece: Buffer): 'more' | 'enough' {
    this.#parser.write(this.#decoder.write(piece));
    return this.#over ? 'enough' : 'more';
  }

  /** After the last piece, however much of the page that was. */
  end(): PageHead {
    this.#parser.end(this.#decoder.end());
    return { title: this.#title.slice(0, MAX_TEXT), meta: this.#meta };
  }

  #open(name: string, attributes: Readonly<Record<string, string>>): void {
    // A picture may have a title too, but none of it is the page's.
    if (name === 'body' || name === 'svg') this.#over = true;
    if (this.#over) return;
    if (name === 'title') this.#inTitle = this.#title === '';
    const key = (attributes.property ?? attributes.name)?.trim().toLowerCase();
    if (name !== 'meta' || key === undefined || this.#meta.has(key) || this.#meta.size >= MAX_METAS) return;
    this.#meta.set(key, (attributes.content ?? '').slice(0, MAX_TEXT));
  }
}

/** Whether an answer of this type is a page that can be read. */
export function isPage(contentType: string): boolean {
  return /^\s*(?:text\/html|application\/xhtml\+xml)\s*(?:;|$)/i.test(contentType);
}
