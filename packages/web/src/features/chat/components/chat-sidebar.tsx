/** The sidebar of the chat: a way anywhere, my rooms, my direct messages. */

import { IconLayoutSidebarLeftCollapse, IconPlus, IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../app/client.ts';
import { toggleSidebar } from '../../../app/layout-store.ts';
import { PHONE, useMedia } from '../../../app/use-media.ts';
import { ActionMenu } from '../../../ui/components/action-menu.tsx';
import { IconButton } from '../../../ui/components/icon-button.tsx';
import { Kbd } from '../../../ui/components/kbd.tsx';
import { Skeleton } from '../../../ui/components/skeleton.tsx';
import { useRooms } from '../hooks.ts';
import { openChatDialog } from '../open-dialogs.ts';
import { mayCreateRooms } from '../room-policy.ts';
import { sectionsOf } from '../sidebar-model.ts';
import classes from './chat-sidebar.module.css';
import { RoomLink } from './room-link.tsx';
import { SidebarLinks } from './sidebar-links.tsx';

const PLACEHOLDERS = [96, 130, 72, 112, 88];

export function ChatSidebar() {
  const { t, i18n } = useTranslation('chat');
  const navigate = useNavigate();
  const me = useMe();
  const phone = useMedia(PHONE);
  const { ready, rooms } = useRooms();
  const sections = useMemo(() => sectionsOf(rooms, i18n.language), [rooms, i18n.language]);
  return (
    <>
      <header className={classes.header}>
        {phone ? <h1 className={classes.name}>Parley</h1> : <span className={classes.name}>Parley</span>}
        <ActionMenu
          label={t('sidebar.new')}
          actions={[
            ...(mayCreateRooms(me)
              ? [{ id: 'room', label: t('sidebar.newRoom'), onSelect: () => openChatDialog('create-room') }]
              : []),
            { id: 'direct', label: t('sidebar.newDirect'), onSelect: () => openChatDialog('new-direct') },
            {
              id: 'browse',
              label: t('sidebar.browse'),
              apart: true,
              onSelect: () => void navigate({ to: '/rooms' }),
            },
          ]}
        >
          <IconButton label={t('sidebar.new')} icon={<IconPlus size={19} />} hint={false} />
        </ActionMenu>
        {phone ? null : (
          <IconButton
            label={t('sidebar.hide')}
            keys="Mod+."
            className="flip"
            icon={<IconLayoutSidebarLeftCollapse size={19} />}
            onClick={toggleSidebar}
          />
        )}
      </header>
      <button type="button" className={classes.search} onClick={() => openChatDialog('switcher')}>
        <IconSearch size={16} aria-hidden="true" />
        <span className={classes.searchLabel}>{t('sidebar.goTo')}</span>
        {phone ? null : <Kbd keys="Mod+K" />}
      </button>
      <nav className={classes.scroll} aria-label={t('sidebar.conversations')}>
        <SidebarLinks place="chat" />
        <Section
          title={t('sidebar.rooms')}
          action={t('sidebar.browse')}
          onAction={() => void navigate({ to: '/rooms' })}
        >
          {ready ? (
            sections.rooms.map((room) => <RoomLink key={room.id} room={room} />)
          ) : (
            <li className={classes.loading} aria-hidden="true">
              {PLACEHOLDERS.map((width) => (
                <span key={width} className={classes.placeholder}>
                  <Skeleton width={width} height={13} />
                </span>
              ))}
            </li>
          )}
        </Section>
        <Section
          title={t('sidebar.direct')}
          action={t('sidebar.newDirect')}
          onAction={() => openChatDialog('new-direct')}
        >
          {sections.direct.map((room) => (
            <RoomLink key={room.id} room={room} />
          ))}
          {ready && sections.direct.length === 0 ? (
            <li className={classes.none}>{t('sidebar.noDirect')}</li>
          ) : null}
        </Section>
      </nav>
    </>
  );
}

interface SectionProps {
  readonly title: string;
  readonly action: string;
  readonly onAction: () => void;
  readonly children: React.ReactNode;
}

function Section({ title, action, onAction, children }: SectionProps) {
  return (
    <section className={classes.section}>
      <div className={classes.sectionHead}>
        <h2 className={classes.sectionTitle}>{title}</h2>
        <IconButton size="sm" label={action} icon={<IconPlus size={16} />} onClick={onAction} />
      </div>
      <ul className={classes.list}>{children}</ul>
    </section>
  );
}
