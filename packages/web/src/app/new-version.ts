/**
 * A page that was open while the server was renewed asks for files that are gone. Reloading gets the new ones; what was
 * being written and what waits to be sent survive it. Once in a while only: a file that stays away must not reload for ever.
 */
const KEY = 'parley:reloaded-at';
const AT_MOST_EVERY_MS = 60_000;

export function reloadWhenRenewed(): void {
  window.addEventListener('vite:preloadError', (event) => {
    try {
      const last = Number(sessionStorage.getItem(KEY) ?? 0);
      if (Date.now() - last < AT_MOST_EVERY_MS) return;
      sessionStorage.setItem(KEY, String(Date.now()));
    } catch {
      // Where nothing can be remembered, the error page offers the reload.
      return;
    }
    event.preventDefault();
    window.location.reload();
  });
}
