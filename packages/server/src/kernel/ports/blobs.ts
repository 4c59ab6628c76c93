/**
 * The port to where finished files are kept, by key. A key names one content for good.
 *
 * Guarantees an adapter gives (proved by `conformance/blobs.conformance.ts`):
 * - O1  When `put` resolves the content is durable, and readable from every node that shares the store.
 * - O2  What `open` gives is whole: a content that is not there from its first byte to its last is not there at all.
 * - O3  Removing what is not there, or putting what is there already, is no error.
 */
export interface Blobs {
  /** Takes over the file at `path`, which may be gone afterwards. `size` is its bytes. */
  put(key: string, path: string, size: number): Promise<void>;
  /** Null when there is no such content. */
  open(key: string, range?: ByteRange): Promise<AsyncIterable<Uint8Array> | null>;
  remove(key: string): Promise<void>;
}

/** Both inclusive, within the content. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}
