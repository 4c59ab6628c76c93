/** The members of a room with who is there, and what one may do about each. */
import type { Member, Room } from '@parley/contract/features/chat/model';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { client, useReadable } from '../../../app/client.ts';
import { useMoreMembers } from '../hooks.ts';
import { groupsOf, type ShownMember, united } from '../members-model.ts';
import classes from './member-list.module.css';
import { MemberMenu } from './member-menu.tsx';
import { PersonLine } from './person-line.tsx';

export function MemberList({ room, members }: { readonly room: Room; readonly members: readonly Member[] }) {
  const { t, i18n } = useTranslation('chat');
  const presence = useReadable(client.presence);
  const more = useMoreMembers(room.id, room.memberCount > members.length);
  const { hasNextPage, fetchNextPage, isFetchingNextPage } = more;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, fetchNextPage, isFetchingNextPage]);
  const all = united(members, more.data?.pages.flatMap((page) => page.items) ?? []);
  const groups = groupsOf(all, presence, i18n.language);
  return (
    <>
      <Group title={t('panel.here')} room={room} shown={groups.here} />
      <Group title={t('panel.away')} room={room} shown={groups.away} />
    </>
  );
}

interface GroupProps {
  readonly title: string;
  readonly room: Room;
  readonly shown: readonly ShownMember[];
}

function Group({ title, room, shown }: GroupProps) {
  const { t } = useTranslation('chat');
  if (shown.length === 0) return null;
  return (
    <>
      <h4 className={classes.title}>
        {title} <span className="tabular">{shown.length}</span>
      </h4>
      <ul className={classes.list}>
        {shown.map(({ member, status }) => (
          <li key={member.id} className={classes.member} data-away={status === 'offline' || undefined}>
            <PersonLine
              person={member}
              status={status}
              note={member.roomRole === 'member' ? undefined : t(`roomRole.${member.roomRole}`)}
            />
            <MemberMenu room={room} member={member} />
          </li>
        ))}
      </ul>
    </>
  );
}
