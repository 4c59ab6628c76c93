/** What I may make of a room for myself: a favourite, in a category, muted. */
import type { Room } from '@parley/contract/features/chat/model';
import { IconBell, IconBellOff, IconDots, IconFolderPlus, IconStar, IconStarOff } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../app/errors.ts';
import { type Action, ActionMenu } from '../../../ui/components/action-menu.tsx';
import { IconButton } from '../../../ui/components/icon-button.tsx';
import { toast } from '../../../ui/components/toasts.tsx';
import { useRoomName, useRooms } from '../hooks.ts';
import { usePrefer } from '../preferences.ts';
import { choiceOf, isMuted, MUTE_CHOICES, muteOf } from '../preferences-model.ts';

const CategoryDialog = lazy(async () => ({
  default: (await import('./category-dialog.tsx')).CategoryDialog,
}));

interface RoomMenuProps {
  readonly room: Room;
  readonly onOpenChange?: (opened: boolean) => void;
}

export function RoomMenu({ room, onOpenChange }: RoomMenuProps) {
  const { t } = useTranslation('rooms');
  const { categories } = useRooms();
  const prefer = usePrefer();
  const name = useRoomName()(room);
  const [naming, setNaming] = useState(false);
  const own = room.myPreferences;
  if (own === undefined) return null;

  const set = (change: Omit<Parameters<typeof prefer.mutate>[0], 'roomId'>) =>
    prefer.mutate(
      { roomId: room.id, ...change },
      { onError: (error) => toast(errorText(t, error), { tone: 'danger' }) },
    );
  const now = Date.now();
  const muted = isMuted(room, now);
  const actions: Action[] = [
    {
      id: 'favourite',
      label: t(own.favourite ? 'menu.unfavourite' : 'menu.favourite'),
      icon: own.favourite ? <IconStarOff size={17} /> : <IconStar size={17} />,
      onSelect: () => set({ favourite: !own.favourite }),
    },
    ...MUTE_CHOICES.map((choice) => ({
      id: choice,
      label: t(`mute.${choice}`),
      apart: choice === 'off',
      ...(choice === 'off' ? { icon: muted ? <IconBell size={17} /> : <IconBellOff size={17} /> } : {}),
      selected: choiceOf(room, now) === choice,
      onSelect: () => set({ mute: muteOf(choice, Date.now()) }),
    })),
    ...(categories.length === 0
      ? []
      : [
          {
            id: 'no-category',
            label: t('menu.noCategory'),
            apart: true,
            selected: own.categoryId === null,
            onSelect: () => set({ categoryId: null }),
          },
        ]),
    ...categories.map((category) => ({
      id: `to-${category.id}`,
      label: t('menu.moveTo', { name: category.name }),
      selected: own.categoryId === category.id,
      onSelect: () => set({ categoryId: category.id }),
    })),
    {
      id: 'new-category',
      label: t('menu.newCategory'),
      icon: <IconFolderPlus size={17} />,
      apart: categories.length === 0,
      onSelect: () => setNaming(true),
    },
  ];
  const label = t('menu.label', { name });
  return (
    <>
      <ActionMenu label={label} actions={actions} {...(onOpenChange === undefined ? {} : { onOpenChange })}>
        <IconButton size="sm" label={label} icon={<IconDots size={16} />} hint={false} />
      </ActionMenu>
      <Suspense>
        {naming ? <CategoryDialog category={null} room={room} onClose={() => setNaming(false)} /> : null}
      </Suspense>
    </>
  );
}
