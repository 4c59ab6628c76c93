/** Gives the focus back to where it was, also when what took it goes from the page the moment it is closed. */
import { useEffect } from 'react';

/** Whoever takes the focus on purpose meanwhile keeps it. */
export function useFocusBack(opened: boolean): void {
  useEffect(() => {
    if (!opened) return;
    const before = document.activeElement;
    return () => {
      const lost = document.activeElement === null || document.activeElement === document.body;
      if (lost && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, [opened]);
}
