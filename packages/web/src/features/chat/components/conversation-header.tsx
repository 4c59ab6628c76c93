/** The bar above a conversation: which room, what it is for, who is in it. */
import type { Room } from '@parley/contract/features/chat/model';
import { IconLayoutSidebarLeftExpand, IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../app/client.ts';
import { toggleSidebar, useLayout } from '../../../app/layout-store.ts';
import { PHONE, useMedia } from '../../../app/use-media.ts';
import { useFormats } from '../../../i18n/format.ts';
import { IconButton } from '../../../ui/components/icon-button.tsx';
import { PageBar } from '../../../ui/components/page.tsx';
import { usePresenceOf, useRoomName } from '../hooks.ts';
import { othersIn } from '../room-name.ts';
import { BackLink } from './back-link.tsx';
import classes from './conversation-header.module.css';
import { RoomIcon } from './room-icon.tsx';

interface ConversationHeaderProps {
  readonly room: Room;
  readonly panelOpen: boolean;
  readonly onTogglePanel: () => void;
}

export function ConversationHeader({ room, panelOpen, onTogglePanel }: ConversationHeaderProps) {
  const { t } = useTranslation('chat');
  const phone = useMedia(PHONE);
  const sidebarOpen = useLayout((layout) => layout.sidebarOpen);
  const formats = useFormats();
  const name = useRoomName()(room);
  return (
    <PageBar>
      <BackLink />
      {phone || sidebarOpen ? null : (
        <IconButton
          label={t('sidebar.show')}
          keys="Mod+."
          className="flip"
          icon={<IconLayoutSidebarLeftExpand size={19} />}
          onClick={toggleSidebar}
        />
      )}
      <span className={classes.sign}>
        <RoomIcon room={room} size={room.visibility === 'direct' ? 28 : 22} />
      </span>
      <div className={classes.names}>
        <h1 className={classes.name} dir="auto">
          {name}
        </h1>
        <Subtitle room={room} />
      </div>
      <button
        type="button"
        className={classes.members}
        aria-pressed={panelOpen}
        aria-label={t('conversation.details', { count: room.memberCount })}
        onClick={onTogglePanel}
      >
        <IconUsers size={18} aria-hidden="true" />
        <span className="tabular">{formats.number(room.memberCount)}</span>
      </button>
    </PageBar>
  );
}

function Subtitle({ room }: { readonly room: Room }) {
  const { t } = useTranslation('chat');
  const me = useMe();
  const others = othersIn(room, me.id);
  const presence = usePresenceOf(others[0]?.id);
  if (room.visibility === 'direct') {
    return others.length === 1 ? (
      <span className={classes.topic}>{t(`app:presence.${presence}`)}</span>
    ) : null;
  }
  return room.description === '' ? null : (
    <span className={classes.topic} dir="auto" title={room.description}>
      {room.description}
    </span>
  );
}
