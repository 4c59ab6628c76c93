/** Of those one has just named, who is not in the room: for oneself alone, with a way to bring them in where one may. */
import type { Room } from '@parley/contract/features/chat/model';
import { IconUserPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, useMe, useReadable } from '../../../app/client.ts';
import { errorText } from '../../../app/errors.ts';
import { Button } from '../../../ui/components/button.tsx';
import { IconButton } from '../../../ui/components/icon-button.tsx';
import { toast } from '../../../ui/components/toasts.tsx';
import { useAddMember, useOutsiders } from '../hooks.ts';
import { mayInvite, standingOf } from '../room-policy.ts';
import classes from './outside-note.module.css';

const MAX_SHOWN = 3;

interface OutsideNoteProps {
  readonly room: Room;
  /** As the message named them. */
  readonly names: readonly string[];
  readonly onClose: () => void;
}

export function OutsideNote({ room, names, onClose }: OutsideNoteProps) {
  const { t } = useTranslation('talk');
  const me = useMe();
  const { conversation } = useReadable(client.room(room.id).state);
  const members = new Set(conversation?.members.map(({ username }) => username.toLowerCase()));
  const [added, setAdded] = useState<readonly string[]>([]);
  const add = useAddMember();
  // Those in question when it was sent: whoever comes in meanwhile is left out below.
  const [asked] = useState(() => names.filter((name) => !members.has(name)));
  const people = useOutsiders(room.id, asked).filter(
    ({ id, username }) => !added.includes(id) && !members.has(username.toLowerCase()),
  );
  if (people.length === 0) return null;
  const mayAdd = mayInvite(standingOf(room, me));
  const bringIn = (userId: string) =>
    add.mutate(
      { roomId: room.id, userId },
      {
        onSuccess: () => setAdded((before) => [...before, userId]),
        onError: (error) => toast(errorText(t, error), { tone: 'danger' }),
      },
    );
  return (
    <div className={classes.note} role="status">
      <ul className={classes.people}>
        {people.slice(0, MAX_SHOWN).map(({ id, displayName }) => (
          <li key={id} className={classes.person}>
            <span>{t('mention.outside', { name: `\u2068${displayName}\u2069` })}</span>
            {mayAdd ? (
              <Button
                size="sm"
                icon={<IconUserPlus size={15} />}
                busy={add.isPending && add.variables?.userId === id}
                onClick={() => bringIn(id)}
                aria-label={t('mention.addNamed', { name: displayName })}
              >
                {t('mention.add')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <IconButton size="sm" label={t('app:action.dismiss')} icon={<IconX size={16} />} onClick={onClose} />
    </div>
  );
}
