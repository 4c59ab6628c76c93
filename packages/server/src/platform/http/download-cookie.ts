/**
 * What lets a browser show what it can’t ask for with a header (pictures, sound, film): the access token once more, in a cookie
 * that no script reads, no other site sends, and only downloads look at. It is renewed and ends with the token.
 */
import type { Cookie } from './route.ts';

export const DOWNLOAD_COOKIE = 'parley_download';
/** Where downloads are; a cookie each, since one has one path. */
const DOWNLOADS = ['/api/files', '/api/emoji'];

export function downloadCookies(token: string, maxAgeSeconds: number): readonly Cookie[] {
  return DOWNLOADS.map((path) => ({ name: DOWNLOAD_COOKIE, value: token, path, maxAgeSeconds }));
}
