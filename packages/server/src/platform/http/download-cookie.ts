/**
 * What lets a browser show what it can’t ask for with a header (pictures, sound, film): the access token once more, in a cookie
 * that no script reads, no other site sends, and only downloads look at. It is renewed and ends with the token.
 */
import type { Cookie } from './route.ts';

export const DOWNLOAD_COOKIE = 'parley_download';
const DOWNLOADS = '/api/files';

export function downloadCookie(token: string, maxAgeSeconds: number): Cookie {
  return { name: DOWNLOAD_COOKIE, value: token, path: DOWNLOADS, maxAgeSeconds };
}
