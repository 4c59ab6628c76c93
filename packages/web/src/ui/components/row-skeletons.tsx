/** Rows of the true height while a list is on its way. */
import { useTranslation } from 'react-i18next';
import classes from './row-skeletons.module.css';
import { Skeleton } from './skeleton.tsx';

const WIDTHS = ['42%', '30%', '54%', '36%', '48%', '27%'];

export function RowSkeletons({ rows, height }: { readonly rows: number; readonly height: number }) {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('form.loading')}>
      {Array.from({ length: rows }, (_, index) => WIDTHS[index % WIDTHS.length] ?? '40%').map(
        (width, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows without identity, never moved
          <div key={index} className={classes.row} style={{ blockSize: height }}>
            <Skeleton width={height - 20} height={height - 20} radius={8} />
            <div className={classes.text}>
              <Skeleton width={width} height={12} />
              <Skeleton width="24%" height={10} />
            </div>
          </div>
        ),
      )}
    </div>
  );
}
