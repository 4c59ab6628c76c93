/** The port to whoever looks into files: what they are, and pictures made anew. */
export interface Media {
  /** What the content is, whatever it is called: `application/octet-stream` when nothing is known of it. */
  recognise(path: string): Promise<string>;
  /**
   * Makes a picture anew, without what cameras and editors leave in it, and one to show small, both beside `path`.
   * Null when it is none, or one too large to be decoded.
   */
  picture(path: string, mime: string): Promise<Picture | null>;
  /**
   * Makes a picture anew as WebP of at most `maxSide` pixels a side, beside `path`; one that moves goes on moving. Null as above.
   */
  small(path: string, mime: string, maxSide: number): Promise<MadeFile | null>;
  /**
   * Makes one still picture of it, a WebP that fits into `box` and is never larger than it was, beside `path`. Null as above.
   */
  still(path: string, mime: string, box: Box): Promise<Still | null>;
}

/** In pixels. */
export interface Box {
  readonly width: number;
  readonly height: number;
}

export interface Still extends Box {
  /** A `data:` address. */
  readonly blur: string;
  readonly made: MadeFile;
}

export interface Picture {
  readonly mime: string;
  readonly width: number;
  readonly height: number;
  /** A `data:` address. */
  readonly blur: string;
  readonly full: MadeFile;
  readonly thumbnail: MadeFile;
}

export interface MadeFile {
  readonly path: string;
  readonly size: number;
}
