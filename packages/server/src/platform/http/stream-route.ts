/** A REST route whose body or answer is a stream of bytes and not JSON. Handlers know no HTTP library. */
import type { RouteContract } from '@parley/contract/kernel/define';
import type { z } from 'zod';
import type { Login } from '../auth/authenticator.ts';

export type Part =
  | { readonly kind: 'field'; readonly name: string; readonly value: string }
  | {
      readonly kind: 'file';
      readonly name: string;
      readonly fileName: string;
      readonly mime: string;
      /** Must be read, or `skip`ped, before the next part comes. Breaks off when the connection does. */
      readonly bytes: AsyncIterable<Uint8Array>;
      skip(): void;
    };

interface StreamRequestBase {
  readonly login: Login;
  readonly address: string;
  header(name: string): string | undefined;
}

/** A form that is read as it comes. */
export interface FormRequest extends StreamRequestBase {
  readonly parts: AsyncIterable<Part>;
}

export interface DownloadRequest<P> extends StreamRequestBase {
  readonly params: P;
}

export interface StreamReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Null for none. When it breaks off, so does the connection. */
  readonly body: AsyncIterable<Uint8Array> | null;
}

export type StreamRoute =
  | {
      readonly kind: 'form';
      readonly contract: RouteContract;
      handle(request: FormRequest): Promise<unknown>;
    }
  | {
      readonly kind: 'download';
      readonly contract: RouteContract;
      handle(request: DownloadRequest<unknown>): Promise<StreamReply>;
    };

/** The answer is JSON. */
export function formRoute<B extends z.ZodType, O extends z.ZodType>(
  contract: RouteContract<B, O>,
  handle: (request: FormRequest) => Promise<z.input<O>>,
): StreamRoute {
  return { kind: 'form', contract, handle };
}

/** Also answers HEAD. Besides a bearer token it takes the download cookie. */
export function downloadRoute<B extends z.ZodType>(
  contract: RouteContract<B>,
  handle: (request: DownloadRequest<z.output<B>>) => Promise<StreamReply>,
): StreamRoute {
  return {
    kind: 'download',
    contract,
    // The door hands over only what `contract.body` parsed.
    handle: (request) => handle(request as DownloadRequest<z.output<B>>),
  };
}
