/**
 * Put into the page: watches its frames, and the rows that come into its list of messages. Plain JavaScript, since what is put
 * into a page has nothing but itself.
 */
(() => {
  /** A message's text begins with who sent it and which of theirs it is. */
  const MARK = /^(\d+)\.(\d+) /;
  const gaps = [];
  const long = [];
  const shown = [];
  let last = 0;
  let on = false;

  const frame = () => {
    if (!on) return;
    // Not the time the frame was meant for: the one at which the page came to draw it.
    const now = performance.now();
    gaps.push(now - last);
    last = now;
    requestAnimationFrame(frame);
  };
  const slow = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) long.push(entry.duration);
  });
  const rows = new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      for (const row of addedNodes) {
        const mark = MARK.exec(row.querySelector?.('[data-message] [dir="auto"]')?.textContent ?? '');
        if (mark !== null) shown.push([Number(mark[1]), Number(mark[2])]);
      }
    }
  });

  window.parleyFrames = {
    start() {
      rows.observe(document.querySelector('main [role="list"]'), { childList: true });
      slow.observe({ type: 'long-animation-frame' });
      on = true;
      last = performance.now();
      requestAnimationFrame(frame);
    },
    shown: () => shown.length,
    stop() {
      on = false;
      for (const entry of slow.takeRecords()) long.push(entry.duration);
      slow.disconnect();
      rows.disconnect();
      const list = document.querySelector('main [role="list"]');
      const { scrollTop, scrollHeight, clientHeight } = list.closest('section');
      return {
        gaps,
        long,
        shown,
        rows: list.childElementCount,
        belowEnd: scrollHeight - scrollTop - clientHeight,
      };
    },
  };
})();
