/** What a command answered, or why it was not carried out: for oneself alone, above where one writes. */
import type { Room } from '@parley/contract/features/chat/model';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../ui/components/icon-button.tsx';
import { useSlashEntries, useSlashWords } from '../use-slash.ts';
import classes from './slash-note.module.css';

export type Note =
  | { readonly kind: 'help' }
  | { readonly kind: 'reply'; readonly text: string }
  | { readonly kind: 'failed'; readonly why: string };

interface SlashNoteProps {
  readonly note: Note;
  readonly room: Room;
  readonly onClose: () => void;
}

export function SlashNote({ note, room, onClose }: SlashNoteProps) {
  const { t } = useTranslation('slash');
  return (
    <div className={classes.note} role={note.kind === 'failed' ? 'alert' : 'status'} data-kind={note.kind}>
      <div className={classes.words}>
        {note.kind === 'failed' ? (
          <p>{note.why}</p>
        ) : (
          <>
            <p className={classes.private}>{t('private')}</p>
            {note.kind === 'help' ? <Help room={room} /> : <p className={classes.text}>{note.text}</p>}
          </>
        )}
      </div>
      <IconButton size="sm" label={t('app:action.dismiss')} icon={<IconX size={16} />} onClick={onClose} />
    </div>
  );
}

function Help({ room }: { readonly room: Room }) {
  const { descriptionOf, argumentsOf } = useSlashWords();
  return (
    <dl className={classes.help}>
      {useSlashEntries(room).map((entry) => (
        <div key={entry.name}>
          <dt>
            <bdi>/{entry.name}</bdi> <span className={classes.takes}>{argumentsOf(entry)}</span>
          </dt>
          <dd>{descriptionOf(entry)}</dd>
        </div>
      ))}
    </dl>
  );
}
