/** The bar above a conversation: which room, what it is for, who is in it. */
import type { User } from '@parley/contract/features/accounts/model';
import type { Room } from '@parley/contract/features/chat/model';
import { IconLayoutSidebarLeftExpand, IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../app/client.ts';
import { toggleSidebar, useLayout } from '../../../app/layout-store.ts';
import { PHONE, useMedia } from '../../../app/use-media.ts';
import { useShown } from '../../../app/use-shown.ts';
import { useFormats } from '../../../i18n/format.ts';
import { IconButton } from '../../../ui/components/icon-button.tsx';
import { PageBar } from '../../../ui/components/page.tsx';
import { useStatusText } from '../../../ui/components/status-mark.tsx';
import { useRoomName } from '../hooks.ts';
import { othersIn } from '../room-name.ts';
import { BackLink } from './back-link.tsx';
import classes from './conversation-header.module.css';
import { RoomIcon } from './room-icon.tsx';
import { RoomMenu } from './room-menu.tsx';
import { TopicLine } from './topic-line.tsx';

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
      <RoomMenu room={room} />
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
  const me = useMe();
  const others = othersIn(room, me.id);
  const [other] = others;
  if (room.visibility === 'direct') {
    return others.length === 1 && other !== undefined ? <PersonSubtitle person={other} /> : null;
  }
  return <TopicLine room={room} />;
}

/** How the other one is, and what they say of themselves. */
function PersonSubtitle({ person }: { readonly person: User }) {
  const { t } = useTranslation('chat');
  const formats = useFormats();
  const { status, lastSeenAt, custom } = useShown(person);
  const said = useStatusText(custom);
  const here =
    status === 'offline' && lastSeenAt !== null
      ? `${t('app:presence.offline')} · ${t('app:presence.lastSeen', { when: formats.ago(lastSeenAt, Date.now()) })}`
      : t(`app:presence.${status}`);
  return (
    <span className={classes.topic}>
      {here}
      {custom === undefined ? null : (
        <>
          {' · '}
          {custom.text === undefined ? null : custom.emoji} <bdi>{said}</bdi>
        </>
      )}
    </span>
  );
}
