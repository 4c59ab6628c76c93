/** The sidebar of the chat: a way anywhere, my favourites and categories, my other rooms, my direct messages. */

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
import { CategoryMenu } from './category-menu.tsx';
import classes from './chat-sidebar.module.css';
import { SidebarLinks } from './sidebar-links.tsx';
import { SidebarSection } from './sidebar-section.tsx';

const PLACEHOLDERS = [96, 130, 72, 112, 88];

export function ChatSidebar() {
  const { t, i18n } = useTranslation('chat');
  const navigate = useNavigate();
  const me = useMe();
  const phone = useMedia(PHONE);
  const { ready, rooms, categories } = useRooms();
  const sections = useMemo(
    () => sectionsOf(rooms, i18n.language, categories),
    [rooms, categories, i18n.language],
  );
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
              id: 'category',
              label: t('rooms:category.new'),
              onSelect: () => openChatDialog('new-category'),
            },
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
        {sections.favourites.length === 0 ? null : (
          <SidebarSection
            id="favourites"
            title={t('rooms:sections.favourites')}
            rooms={sections.favourites}
          />
        )}
        {sections.categories.map(({ category, rooms: inside }, index) => (
          <SidebarSection
            key={category.id}
            id={category.id}
            title={category.name}
            rooms={inside}
            action={<CategoryMenu category={category} index={index} count={sections.categories.length} />}
          >
            {inside.length === 0 ? <li className={classes.none}>{t('rooms:category.empty')}</li> : null}
          </SidebarSection>
        ))}
        <SidebarSection
          id="rooms"
          title={t('sidebar.rooms')}
          rooms={sections.rooms}
          action={<Add label={t('sidebar.browse')} onClick={() => void navigate({ to: '/rooms' })} />}
        >
          {ready ? null : (
            <li className={classes.loading} aria-hidden="true">
              {PLACEHOLDERS.map((width) => (
                <span key={width} className={classes.placeholder}>
                  <Skeleton width={width} height={13} />
                </span>
              ))}
            </li>
          )}
        </SidebarSection>
        <SidebarSection
          id="direct"
          title={t('sidebar.direct')}
          rooms={sections.direct}
          action={<Add label={t('sidebar.newDirect')} onClick={() => openChatDialog('new-direct')} />}
        >
          {ready && sections.direct.length === 0 ? (
            <li className={classes.none}>{t('sidebar.noDirect')}</li>
          ) : null}
        </SidebarSection>
      </nav>
    </>
  );
}

function Add({ label, onClick }: { readonly label: string; readonly onClick: () => void }) {
  return <IconButton size="sm" label={label} icon={<IconPlus size={16} />} onClick={onClick} />;
}
