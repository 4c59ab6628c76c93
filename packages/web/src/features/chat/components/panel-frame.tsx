/** The panel's place: beside the conversation, or over it where there is no room. */
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './panel-frame.module.css';

interface PanelFrameProps {
  readonly over: boolean;
  readonly onClose: () => void;
  /** What it holds, where that is not the room's details. */
  readonly label?: string;
  /** One reads and writes there. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

export function PanelFrame({ over, onClose, label, wide = false, children }: PanelFrameProps) {
  const { t } = useTranslation('chat');
  useEffect(() => {
    if (!over) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      // What lies over the panel closes first, and alone.
      const { target } = event;
      if (target instanceof Element && target.closest('[role="dialog"], [role="menu"]') !== null) return;
      onClose();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [over, onClose]);
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a press outside is a shortcut for Escape and the close button */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Escape is heard above */}
      {over ? <div className={classes.scrim} onClick={onClose} /> : null}
      <aside
        className={classes.panel}
        data-over={over || undefined}
        data-wide={wide || undefined}
        aria-label={label ?? t('panel.title')}
      >
        {children}
      </aside>
    </>
  );
}
