/** The sidebar's frame: its width is dragged at its edge, or set with the arrow keys there. */
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { SIDEBAR, setSidebarWidth, useLayout } from '../layout-store.ts';
import classes from './sidebar-frame.module.css';

const STEP = 16;

export function SidebarFrame({ phone, children }: { readonly phone: boolean; readonly children: ReactNode }) {
  const { t } = useTranslation();
  const width = useLayout((layout) => layout.sidebarWidth);
  const frame = useRef<HTMLElement>(null);

  const forward = () => (document.documentElement.dir === 'rtl' ? -1 : 1);
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (event.buttons !== 1 || frame.current === null) return;
    const box = frame.current.getBoundingClientRect();
    setSidebarWidth(forward() === 1 ? event.clientX - box.left : box.right - event.clientX);
  };
  const onKey = (event: KeyboardEvent) => {
    const toward = { ArrowRight: STEP, ArrowLeft: -STEP }[event.key];
    if (toward !== undefined) setSidebarWidth(width + toward * forward());
  };

  if (phone) {
    return (
      <main id="page" className={classes.alone} tabIndex={-1}>
        {children}
      </main>
    );
  }
  return (
    <aside
      ref={frame}
      className={classes.frame}
      style={{ inlineSize: width }}
      aria-label={t('shell.sidebar')}
    >
      {children}
      {/* biome-ignore lint/a11y/useSemanticElements: a separator that is dragged; <hr> can't be focused or have a value */}
      <div
        className={classes.edge}
        role="separator"
        aria-orientation="vertical"
        aria-label={t('shell.resizeSidebar')}
        aria-valuenow={width}
        aria-valuemin={SIDEBAR.min}
        aria-valuemax={SIDEBAR.max}
        tabIndex={0}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
        onDoubleClick={() => setSidebarWidth(SIDEBAR.usual)}
        onKeyDown={onKey}
      />
    </aside>
  );
}
