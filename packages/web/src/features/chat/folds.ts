/** Which sections of the sidebar are folded, remembered on this machine. */
import { create } from 'zustand';
import { persist } from 'zustand/middleware';

interface Folds {
  readonly folded: readonly string[];
}

export const useFolds = create<Folds>()(
  persist((): Folds => ({ folded: [] }), { name: 'parley:folds', version: 1 }),
);

export function toggleFold(id: string): void {
  useFolds.setState(({ folded }) => ({
    folded: folded.includes(id) ? folded.filter((other) => other !== id) : [...folded, id],
  }));
}
