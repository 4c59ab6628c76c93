/** What can be done with a message. */
import type { ShownMessage } from '@parley/client/projections/conversation';
import {
  IconArrowBackUp,
  IconCopy,
  IconDots,
  IconMessages,
  IconPencil,
  IconPin,
  IconPinnedOff,
  IconTrash,
} from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../app/client.ts';
import { errorText } from '../../../app/errors.ts';
import { useMessageActions } from '../../../app/extensions.ts';
import { type Action, ActionMenu } from '../../../ui/components/action-menu.tsx';
import { IconButton } from '../../../ui/components/icon-button.tsx';
import { toast } from '../../../ui/components/toasts.tsx';
import { usePin } from '../pins.ts';
import { mayDelete, mayPin, standingOf } from '../room-policy.ts';
import { EmojiButton } from './emoji-button.tsx';
import classes from './message-actions.module.css';
import type { RowContext } from './row-context.ts';
import { useOffers } from './use-offers.tsx';

const DeleteDialog = lazy(async () => ({ default: (await import('./delete-dialog.tsx')).DeleteDialog }));

interface MessageActionsProps {
  readonly message: ShownMessage;
  readonly mine: boolean;
  readonly context: RowContext;
  readonly onMenuChange: (opened: boolean) => void;
}

export function MessageActions({ message, mine, context, onMenuChange }: MessageActionsProps) {
  const { t } = useTranslation('chat');
  const me = useMe();
  const subject = { message, room: context.room, mine };
  const offered = useOffers(useMessageActions(subject), subject, onMenuChange);
  const pin = usePin(context.room.id);
  const [deleting, setDeleting] = useState(false);
  const standing = standingOf(context.room, me);
  const isPinned = message.pinned !== undefined;
  const editable = mine && message.type === 'text';

  const copy = () => {
    void navigator.clipboard?.writeText(message.content).then(
      () => toast(t('message.copied')),
      () => toast(t('message.copyFailed'), { tone: 'danger' }),
    );
  };
  const ask = (asking: boolean) => {
    setDeleting(asking);
    onMenuChange(asking);
  };
  const actions: Action[] = [
    { id: 'copy', label: t('message.copy'), icon: <IconCopy size={17} />, onSelect: copy },
    ...(mayPin(standing)
      ? [
          {
            id: 'pin',
            label: t(isPinned ? 'pins:unpin' : 'pins:pin'),
            icon: isPinned ? <IconPinnedOff size={17} /> : <IconPin size={17} />,
            onSelect: () =>
              pin.mutate(
                { messageId: message.id, isOn: !isPinned },
                { onError: (error) => toast(errorText(t, error), { tone: 'danger' }) },
              ),
          },
        ]
      : []),
    ...offered.actions,
    ...(mayDelete(standing, mine)
      ? [
          {
            id: 'delete',
            label: t('message.delete'),
            icon: <IconTrash size={17} />,
            danger: true,
            apart: true,
            onSelect: () => ask(true),
          },
        ]
      : []),
  ];
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a <fieldset> is for forms */}
      <div className={classes.actions} role="group" aria-label={t('message.actions')}>
        <EmojiButton
          label={t('reactions:add')}
          onOpenChange={onMenuChange}
          onEmoji={(emoji) => {
            onMenuChange(false);
            context.handle.react(message.id, emoji, true);
          }}
        />
        <IconButton
          size="sm"
          label={t('replies:reply')}
          keys="R"
          icon={<IconArrowBackUp size={17} className="flip" />}
          onClick={() => context.onReply(message)}
        />
        {context.onThread === null ? null : (
          <IconButton
            size="sm"
            label={t('threads:answer')}
            keys="T"
            icon={<IconMessages size={17} />}
            onClick={() => context.onThread?.(message.id)}
          />
        )}
        {editable ? (
          <IconButton
            size="sm"
            label={t('message.edit')}
            icon={<IconPencil size={17} />}
            onClick={() => context.onEdit(message.id)}
          />
        ) : null}
        <ActionMenu label={t('message.more')} actions={actions} onOpenChange={onMenuChange}>
          <IconButton size="sm" label={t('message.more')} icon={<IconDots size={17} />} hint={false} />
        </ActionMenu>
      </div>
      {offered.dialog}
      {deleting ? (
        <Suspense>
          <DeleteDialog
            message={message}
            mine={mine}
            onClose={() => ask(false)}
            onDelete={(reason) => {
              context.handle.remove(message.id, reason);
              ask(false);
            }}
          />
        </Suspense>
      ) : null}
    </>
  );
}
