/** What chat itself adds to a message's menu beside its own: links, forwarding, marking unread, who has read. */
import { IconArrowForwardUp, IconChecks, IconHistory, IconLink, IconMailOpened } from '@tabler/icons-react';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../app/client.ts';
import { errorText } from '../../app/errors.ts';
import type { MessageSubject, Offer } from '../../app/feature.ts';
import { toast } from '../../ui/components/toasts.tsx';
import { messageLink } from './message-link.ts';

const ForwardDialog = lazy(async () => ({
  default: (await import('./components/forward-dialog.tsx')).ForwardDialog,
}));
const ReadersDialog = lazy(async () => ({
  default: (await import('./components/readers-dialog.tsx')).ReadersDialog,
}));
const VersionsDialog = lazy(async () => ({
  default: (await import('./components/versions-dialog.tsx')).VersionsDialog,
}));

const FORWARDABLE = ['text', 'image', 'file'];

export function useMessageOffers({ message, room, mine }: MessageSubject): readonly Offer<MessageSubject>[] {
  const { t } = useTranslation('talk');
  const failed = (error: unknown) => toast(errorText(t, error), { tone: 'danger' });
  const copyLink = () =>
    void navigator.clipboard?.writeText(messageLink(room, message.id)).then(
      () => toast(t('link.copied')),
      () => toast(t('link.failed'), { tone: 'danger' }),
    );
  const markUnread = () => void client.room(room.id).markUnread(message.id).catch(failed);
  const offers: Offer<MessageSubject>[] = [
    {
      id: 'copy-link',
      label: t('link.copy'),
      icon: <IconLink size={17} />,
      does: { kind: 'act', run: copyLink },
    },
  ];
  if (FORWARDABLE.includes(message.type)) {
    offers.push({
      id: 'forward',
      label: t('forward.action'),
      icon: <IconArrowForwardUp size={17} className="flip" />,
      does: { kind: 'ask', Dialog: ForwardDialog },
    });
  }
  if (message.editedAt !== null) {
    offers.push({
      id: 'versions',
      label: t('versions.action'),
      icon: <IconHistory size={17} />,
      does: { kind: 'ask', Dialog: VersionsDialog },
    });
  }
  if (room.myRole === undefined) return offers;
  offers.push({
    id: 'mark-unread',
    label: t('unread.action'),
    icon: <IconMailOpened size={17} />,
    does: { kind: 'act', run: markUnread },
  });
  if (mine) {
    offers.push({
      id: 'readers',
      label: t('readers.action'),
      icon: <IconChecks size={17} />,
      does: { kind: 'ask', Dialog: ReadersDialog },
    });
  }
  return offers;
}
