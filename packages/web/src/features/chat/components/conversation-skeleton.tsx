/** A conversation's shape while it is on its way: header, lines and composer where they will be. */
import { useTranslation } from 'react-i18next';
import { PageBar } from '../../../ui/components/page.tsx';
import { Skeleton } from '../../../ui/components/skeleton.tsx';
import classes from './conversation-skeleton.module.css';

const LINES = ['58%', '82%', '37%', '70%', '48%', '64%'];

export function ConversationSkeleton() {
  const { t } = useTranslation('chat');
  return (
    <div className={classes.page} role="status" aria-label={t('conversation.loading')}>
      <PageBar>
        <Skeleton width={150} height={16} />
      </PageBar>
      <MessageSkeletons />
      <div className={classes.composer} />
    </div>
  );
}

export function MessageSkeletons() {
  return (
    <div className={classes.lines} aria-hidden="true">
      {LINES.map((width) => (
        <div key={width} className={classes.line}>
          <Skeleton width={36} height={36} radius={8} />
          <div className={classes.text}>
            <Skeleton width={116} height={12} />
            <Skeleton width={width} height={12} />
          </div>
        </div>
      ))}
    </div>
  );
}
