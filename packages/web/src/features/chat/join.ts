/** Asks where a link into a room leads: over REST, since whoever opens it may not be signed in yet. */
import { createHttp } from '@parley/client/http';
import type { previewInvite as contract } from '@parley/contract/features/chat/rest';
import type { z } from 'zod';

type Preview = z.output<(typeof contract)['output']>;

export async function previewInvite(code: string): Promise<Preview> {
  const http = createHttp(window.location.origin);
  const answer = await http.request({ method: 'POST', path: '/api/chat/invites/preview', body: { code } });
  // The contract's own shape.
  return answer.body as Preview;
}
