/** Giving pictures of previews out: to who may read the message's room, for as long as the message shows them. */
import { picture } from '@parley/contract/features/previews/rest';
import { type Blobs, type Kernel, refuse } from '../../kernel/index.ts';
import { downloadRoute, type StreamRoute } from '../../platform/http/stream-route.ts';
import type { MessageNotes } from '../chat/public.ts';
import { notedIn, pictureIdsOf } from './metadata.ts';
import { pictureKey } from './pictures.ts';

interface DownloadParts {
  readonly blobs: Blobs;
  readonly notes: Pick<MessageNotes, 'read'>;
  /** Usable once the kernel runs. */
  readonly kernel: () => Pick<Kernel, 'mayRead'>;
}

export function pictureRoute({ blobs, notes, kernel }: DownloadParts): StreamRoute {
  return downloadRoute(picture, async ({ params: { roomId, messageId, pictureId }, login, header }) => {
    if (!(await kernel().mayRead(login.userId, `room:${roomId}`))) noSuchPicture();
    const message = await notes.read(roomId, messageId);
    if (message === null || !pictureIdsOf(notedIn(message.metadata).previews).includes(pictureId)) {
      noSuchPicture();
    }
    const etag = `"${pictureId}"`;
    const headers = {
      etag,
      // Kept by its browser, and asked for each time: a right that ended is not there then.
      'cache-control': 'private, no-cache',
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'content-type': 'image/webp',
      'content-disposition': 'inline',
    };
    if (header('if-none-match')?.includes(etag)) return { status: 304, headers, body: null };
    const body = await blobs.open(pictureKey(pictureId));
    return { status: 200, headers, body: body ?? noSuchPicture() };
  });
}

function noSuchPicture(): never {
  refuse('NOT_FOUND', 'There is no such picture, or it is not open to you.');
}
