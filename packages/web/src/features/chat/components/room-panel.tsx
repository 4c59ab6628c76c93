/** The panel of a room: what it is, who is in it, and what one may change. */
import type { Member, Room } from '@parley/contract/features/chat/model';
import { IconDoorExit, IconSettings, IconUserPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../app/client.ts';
import { errorText } from '../../../app/errors.ts';
import { useFeatures } from '../../../app/extensions.ts';
import { useFormats } from '../../../i18n/format.ts';
import { Button } from '../../../ui/components/button.tsx';
import { FormDialog } from '../../../ui/components/dialog.tsx';
import { IconButton } from '../../../ui/components/icon-button.tsx';
import { PageBar } from '../../../ui/components/page.tsx';
import { toast } from '../../../ui/components/toasts.tsx';
import { useLeaveRoom, useRoomName } from '../hooks.ts';
import { mayArchive, mayInvite, mayModerate, standingOf } from '../room-policy.ts';
import { AddMemberDialog } from './add-member-dialog.tsx';
import { DirectPeopleDialog } from './direct-people-dialog.tsx';
import { MemberList } from './member-list.tsx';
import { PinsSection } from './pins-section.tsx';
import classes from './room-panel.module.css';
import { RoomSettingsDialog } from './room-settings-dialog.tsx';

interface RoomPanelProps {
  readonly room: Room;
  readonly members: readonly Member[];
  readonly onClose: () => void;
}

/** Of a direct conversation. */
const MAX_PEOPLE = 10;

type Asked = 'add' | 'edit' | 'leave' | null;

export function RoomPanel({ room, members, onClose }: RoomPanelProps) {
  const { t } = useTranslation('chat');
  const me = useMe();
  const formats = useFormats();
  const name = useRoomName()(room);
  const leave = useLeaveRoom();
  const [asked, setAsked] = useState<Asked>(null);
  const standing = standingOf(room, me);
  const direct = room.visibility === 'direct';
  const sections = useFeatures();
  const done = () => setAsked(null);
  return (
    <>
      <PageBar>
        <h2 className={classes.title}>{t('panel.title')}</h2>
        <span className={classes.close}>
          <IconButton label={t('panel.close')} icon={<IconX size={19} />} onClick={onClose} />
        </span>
      </PageBar>
      <div className={classes.scroll}>
        <section className={classes.about} aria-label={t('panel.about')}>
          <div className={classes.nameLine}>
            <h3 className={classes.name}>
              <bdi>{name}</bdi>
            </h3>
            {mayModerate(standing) || mayInvite(standing) || mayArchive(standing) ? (
              <IconButton
                size="sm"
                label={t('rooms:settings.open')}
                icon={<IconSettings size={17} />}
                onClick={() => setAsked('edit')}
              />
            ) : null}
          </div>
          {room.topic === '' ? null : (
            <p className={classes.description} dir="auto">
              {room.topic}
            </p>
          )}
          {room.description === '' ? null : (
            <p className={classes.description} dir="auto">
              {room.description}
            </p>
          )}
          <p className={classes.meta}>
            {room.archivedAt === null ? null : `${t('rooms:archived.is')} · `}
            {t(`panel.${room.visibility}`)} ·{' '}
            {t('panel.since', { day: formats.day(room.createdAt, Date.now()) })}
          </p>
        </section>
        <PinsSection room={room} />
        {sections.map(({ name, RoomSection }) =>
          RoomSection === undefined ? null : <RoomSection key={name} room={room} />,
        )}
        <section aria-label={t('panel.members')}>
          <div className={classes.membersHead}>
            <h3 className={classes.heading}>
              {t('panel.members')} <span className="tabular">{formats.number(room.memberCount)}</span>
            </h3>
            {mayInvite(standing) || (direct && (room.people?.length ?? 0) < MAX_PEOPLE) ? (
              <Button
                size="sm"
                variant="quiet"
                icon={<IconUserPlus size={16} />}
                onClick={() => setAsked('add')}
              >
                {t('panel.add')}
              </Button>
            ) : null}
          </div>
          <MemberList room={room} members={members} />
        </section>
        {direct || room.myRole === undefined ? null : (
          <div className={classes.foot}>
            <Button
              variant="quiet"
              className={classes.leave}
              icon={<IconDoorExit size={17} className="flip" />}
              onClick={() => setAsked('leave')}
            >
              {t('panel.leave')}
            </Button>
          </div>
        )}
      </div>
      {asked === 'add' && !direct ? <AddMemberDialog room={room} members={members} onClose={done} /> : null}
      {asked === 'add' && direct ? <DirectPeopleDialog room={room} onClose={done} /> : null}
      {asked === 'edit' ? <RoomSettingsDialog room={room} onClose={done} /> : null}
      <FormDialog
        opened={asked === 'leave'}
        onClose={done}
        title={t('leave.title', { name })}
        submit={t('leave.submit')}
        danger
        busy={leave.isPending}
        onSubmit={() =>
          leave.mutate(room.id, { onError: (error) => toast(errorText(t, error), { tone: 'danger' }) })
        }
      >
        <p>{t(room.visibility === 'private' ? 'leave.textPrivate' : 'leave.textPublic')}</p>
      </FormDialog>
    </>
  );
}
