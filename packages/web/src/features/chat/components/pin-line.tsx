/** Says beside a message that it is pinned, and by whom. */
import type { ShownMessage } from '@parley/client/projections/conversation';
import { IconPinFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './pin-line.module.css';
import type { RowContext } from './row-context.ts';
import { useNames } from './use-names.ts';

export function PinLine({
  pinned,
  context,
}: {
  readonly pinned: NonNullable<ShownMessage['pinned']>;
  readonly context: RowContext;
}) {
  const { t } = useTranslation('pins');
  const [name = ''] = useNames(context, [pinned.by]);
  return (
    <p className={classes.pin}>
      <IconPinFilled size={12} aria-hidden="true" />{' '}
      {pinned.by === context.me ? t('byMe') : t('by', { name })}
    </p>
  );
}
