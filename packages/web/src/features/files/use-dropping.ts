/** Files dragged over the page, and dropped anywhere on it. */
import { useEffect, useRef, useState } from 'react';

/** Whether some are held over the page now. Of several who listen, the one that came last takes what is dropped. */
const listeners: object[] = [];

export function useDropping(onFiles: (files: readonly File[]) => void): boolean {
  const [over, setOver] = useState(false);
  const latest = useRef(onFiles);
  latest.current = onFiles;
  useEffect(() => {
    const me = {};
    listeners.push(me);
    const isMine = (event: DragEvent) =>
      listeners.at(-1) === me && (event.dataTransfer?.types.includes('Files') ?? false);
    // Elements that are entered and left report it; outside of the page nothing is entered.
    let depth = 0;
    const enter = (event: DragEvent) => {
      if (!isMine(event)) return;
      depth += 1;
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!isMine(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const stay = (event: DragEvent) => {
      if (isMine(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (!isMine(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      latest.current([...(event.dataTransfer?.files ?? [])]);
    };
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragleave', leave);
    window.addEventListener('dragover', stay);
    window.addEventListener('drop', drop);
    return () => {
      listeners.splice(listeners.indexOf(me), 1);
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('dragover', stay);
      window.removeEventListener('drop', drop);
    };
  }, []);
  return over;
}
