/**
 * One upload by tus: begun, paused, gone on with after whatever broke it off, and made a file in the end. The line may go at any
 * moment: then it waits, and tries again by itself.
 */
import { asWireError, ParleyError, toParleyError, unavailable } from '@parley/client/errors';
import type { FileInfo } from '@parley/contract/features/files/model';
import type { DetailedError, Upload as TusUpload } from 'tus-js-client';
import { client, session } from '../../app/client.ts';

export type UploadStatus =
  | { readonly kind: 'sending' | 'paused' | 'waiting' | 'finishing' }
  | { readonly kind: 'ready'; readonly file: FileInfo }
  | { readonly kind: 'failed'; readonly error: ParleyError };

export interface Upload {
  readonly key: string;
  readonly name: string;
  readonly size: number;
  /** An address of this page for a picture, until it is let go of. */
  readonly preview: string | null;
  readonly sent: number;
  readonly status: UploadStatus;
}

export type Change = Partial<Pick<Upload, 'sent' | 'status'>>;

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 8_000;
const ENDPOINT = '/api/files/tus';
/** What a lost line can cost at most, where a proxy gathers requests before it passes them on. */
const CHUNK_BYTES = 8_388_608;

export class Sending {
  readonly #file: File;
  readonly #roomId: string;
  readonly #onChange: (change: Change) => void;
  #tus: TusUpload | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pauseMs = FIRST_PAUSE_MS;
  #ended = false;
  #fileId: string | null = null;

  constructor(file: File, roomId: string, onChange: (change: Change) => void) {
    this.#file = file;
    this.#roomId = roomId;
    this.#onChange = onChange;
    window.addEventListener('online', this.#online);
  }

  /** Begins, or goes on where it was. */
  go = async (): Promise<void> => {
    clearTimeout(this.#timer);
    if (this.#ended) return;
    this.#onChange({ status: { kind: 'sending' } });
    try {
      this.#tus ??= await this.#made();
      if (!this.#ended) this.#tus.start();
    } catch (cause) {
      this.#failed(toParleyError(cause));
    }
  };

  pause = (): void => {
    clearTimeout(this.#timer);
    void this.#tus?.abort();
    this.#onChange({ status: { kind: 'paused' } });
  };

  /** Gives it up, here and on the server. */
  cancel = (): void => {
    this.end();
    void this.#tus?.abort();
    const uploadId = this.#fileId ?? idOf(this.#tus?.url);
    // What can't be told now is cleared away by the server in a day.
    if (uploadId !== null) client.rest('file:abort', { uploadId }).catch(() => undefined);
  };

  /** It is somebody else's now. */
  end(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
    window.removeEventListener('online', this.#online);
  }

  async #made(): Promise<TusUpload> {
    const { Upload: Tus } = await import('tus-js-client');
    return new Tus(this.#file, {
      endpoint: ENDPOINT,
      metadata: { filename: this.#file.name, filetype: this.#file.type, roomId: this.#roomId },
      // When to try again is decided here, since only here is known whether it was paused.
      retryDelays: [],
      storeFingerprintForResuming: false,
      chunkSize: CHUNK_BYTES,
      onBeforeRequest: async (request) => {
        request.setHeader('Authorization', `Bearer ${await session.token()}`);
      },
      onProgress: (sent, total) => {
        this.#pauseMs = FIRST_PAUSE_MS;
        const status: Change = sent === total ? { status: { kind: 'finishing' } } : {};
        if (!this.#ended) this.#onChange({ sent, ...status });
      },
      onSuccess: () => void this.#finish(),
      onError: (error) => this.#failed(errorOf(error)),
    });
  }

  async #finish(): Promise<void> {
    const uploadId = idOf(this.#tus?.url);
    if (this.#ended || uploadId === null) return;
    this.#onChange({ sent: this.#file.size, status: { kind: 'finishing' } });
    try {
      const { file } = await client.rest('file:finish', { uploadId });
      this.#fileId = file.id;
      if (!this.#ended) this.#onChange({ status: { kind: 'ready', file } });
    } catch (cause) {
      this.#failed(toParleyError(cause));
    }
  }

  #failed(error: ParleyError): void {
    if (this.#ended) return;
    if (!error.retryable) {
      // What the server no longer knows, or refused, begins anew if it is tried again.
      this.#tus = null;
      this.#onChange({ sent: 0, status: { kind: 'failed', error } });
      return;
    }
    this.#onChange({ status: { kind: 'waiting' } });
    this.#timer = setTimeout(() => void this.go(), this.#pauseMs);
    this.#pauseMs = Math.min(LONGEST_PAUSE_MS, this.#pauseMs * 2);
  }

  readonly #online = (): void => {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    void this.go();
  };
}

function idOf(url: string | null | undefined): string | null {
  return url?.split('/').at(-1) ?? null;
}

/** Without an answer it was the line; offsets that don't agree are asked for anew. */
function errorOf(error: Error | DetailedError): ParleyError {
  const answer = 'originalResponse' in error ? error.originalResponse : null;
  if (!answer || answer.getStatus() === 0) return unavailable('The line was lost.', { cause: error });
  if (answer.getStatus() === 409 || answer.getStatus() === 423)
    return unavailable('Once more.', { cause: error });
  try {
    const wire = asWireError(JSON.parse(answer.getBody()).error);
    if (wire !== null) return new ParleyError(wire);
  } catch {
    // Not one of this server's refusals: told by its status below.
  }
  if (answer.getStatus() >= 500) return unavailable('The server could not take it.', { cause: error });
  return new ParleyError({ code: 'INVALID', message: error.message, retryable: false });
}
