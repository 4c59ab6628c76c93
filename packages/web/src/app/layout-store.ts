/** How the person has arranged the shell, remembered on this machine. */
import { create } from 'zustand';
import { persist } from 'zustand/middleware';

export const SIDEBAR = { min: 200, max: 420, usual: 260 } as const;

interface Layout {
  readonly sidebarWidth: number;
  readonly sidebarOpen: boolean;
  readonly panelOpen: boolean;
}

export const useLayout = create<Layout>()(
  persist((): Layout => ({ sidebarWidth: SIDEBAR.usual, sidebarOpen: true, panelOpen: false }), {
    name: 'parley:layout',
    version: 1,
  }),
);

export function setSidebarWidth(width: number): void {
  useLayout.setState({ sidebarWidth: Math.round(Math.min(SIDEBAR.max, Math.max(SIDEBAR.min, width))) });
}

export function toggleSidebar(): void {
  useLayout.setState(({ sidebarOpen }) => ({ sidebarOpen: !sidebarOpen }));
}

export function setPanelOpen(panelOpen: boolean): void {
  useLayout.setState({ panelOpen });
}
