/** The title of the tab: where one is, and how much waits elsewhere. */
import { useEffect } from 'react';

export function usePageTitle(title: string, waiting = 0): void {
  useEffect(() => {
    document.title = `${waiting > 0 ? `(${waiting}) ` : ''}${title} · Parley`;
  }, [title, waiting]);
}
