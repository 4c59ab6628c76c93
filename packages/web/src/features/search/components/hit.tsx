/** One message that was found: where and when, why, and what was said around it. It leads to its place. */
import type { FoundMessage } from '@parley/contract/features/search/model';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmojiText } from '../../../app/emoji-text.tsx';
import { useFormats } from '../../../i18n/format.ts';
import { Avatar } from '../../../ui/components/avatar.tsx';
import { type Piece, piecesOf } from '../search-model.ts';
import { useFoundRoomName } from '../use-room-name.ts';
import classes from './hit.module.css';

export function Hit({ message }: { readonly message: FoundMessage }) {
  const { t } = useTranslation('search');
  const formats = useFormats();
  const nameOf = useFoundRoomName();
  const { room, snippet, before, after } = message;
  return (
    <Link
      to="/rooms/$roomId"
      params={{ roomId: room.id }}
      search={{ message: message.id }}
      className={classes.hit}
      data-stop
      data-testid="hit"
    >
      <Avatar id={message.userId} name={message.displayName} size={32} />
      <span className={classes.main}>
        <span className={classes.head}>
          <bdi className={classes.name}>{message.displayName}</bdi>
          <span className={classes.where}>
            <bdi>{t(room.visibility === 'direct' ? 'withPeople' : 'inRoom', { room: nameOf(room) })}</bdi>
          </span>
          <time
            className={classes.time}
            dateTime={message.createdAt}
            title={formats.exact(message.createdAt)}
          >
            {formats.ago(message.createdAt, Date.now())}
          </time>
        </span>
        <Neighbour message={before} label={t('before')} />
        <span className={classes.text} dir="auto">
          {piecesOf(snippet.text, snippet.ranges).map((piece) => (
            <Words key={piece.at} {...piece} />
          ))}
        </span>
        <Neighbour message={after} label={t('after')} />
      </span>
    </Link>
  );
}

function Words({ text, marked }: Piece) {
  return marked ? <mark>{text}</mark> : <EmojiText text={text} />;
}

interface NeighbourProps {
  readonly message: FoundMessage['before'];
  readonly label: string;
}

function Neighbour({ message, label }: NeighbourProps) {
  if (message === null || message.content === '') return null;
  return (
    <span className={classes.near} dir="auto">
      <span className="visually-hidden">{label} </span>
      <bdi className={classes.nearName}>{message.displayName}</bdi> <EmojiText text={message.content} />
    </span>
  );
}
