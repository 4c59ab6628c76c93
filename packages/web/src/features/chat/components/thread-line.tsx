/** Below a message with a thread: how many answered, who, and when last; a press shows it. */
import type { ShownMessage } from '@parley/client/projections/conversation';
import { IconMessages } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../i18n/format.ts';
import type { RowContext } from './row-context.ts';
import classes from './thread-line.module.css';
import { useNames } from './use-names.ts';

interface ThreadLineProps {
  readonly messageId: string;
  readonly thread: NonNullable<ShownMessage['thread']>;
  readonly context: RowContext;
}

export function ThreadLine({ messageId, thread, context }: ThreadLineProps) {
  const { t } = useTranslation('threads');
  const formats = useFormats();
  const names = useNames(context, thread.repliers);
  return (
    <button type="button" className={classes.line} onClick={() => context.onThread?.(messageId)}>
      <IconMessages size={15} aria-hidden="true" />
      <span className={classes.count}>{t('answers', { count: thread.replies })}</span>
      <span className={classes.who}>{formats.list(names)}</span>
      <time dateTime={thread.lastReplyAt} title={formats.exact(thread.lastReplyAt)}>
        {formats.ago(thread.lastReplyAt, Date.now())}
      </time>
    </button>
  );
}
