/** The shell's shape while it is not yet known who is there: everything where it will be. */
import { useTranslation } from 'react-i18next';
import { Skeleton } from '../../ui/components/skeleton.tsx';
import { useLayout } from '../layout-store.ts';
import { PHONE, useMedia } from '../use-media.ts';
import classes from './shell-skeleton.module.css';

const ROOMS = [120, 84, 148, 96, 132, 70];
const LINES = [62, 84, 40, 71, 55];

export function ShellSkeleton() {
  const { t } = useTranslation();
  const phone = useMedia(PHONE);
  const { sidebarOpen, sidebarWidth } = useLayout();
  return (
    <div className={classes.shell} role="status" aria-label={t('shell.loading')}>
      {phone ? null : <div className={classes.rail} />}
      {phone || !sidebarOpen ? null : (
        <div className={classes.sidebar} style={{ inlineSize: sidebarWidth }}>
          {ROOMS.map((width) => (
            <Skeleton key={width} width={width} height={14} />
          ))}
        </div>
      )}
      <div className={classes.page}>
        <div className={classes.header}>
          <Skeleton width={140} height={16} />
        </div>
        <div className={classes.lines}>
          {LINES.map((width) => (
            <div key={width} className={classes.line}>
              <Skeleton width={36} height={36} radius={8} />
              <div className={classes.text}>
                <Skeleton width={110} height={12} />
                <Skeleton width={`${width}%`} height={12} />
              </div>
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
