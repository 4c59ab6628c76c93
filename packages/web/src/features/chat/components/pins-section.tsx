/** The pinned messages of a room, in its panel. */
import type { Room } from '@parley/contract/features/chat/model';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmojiText } from '../../../app/emoji-text.tsx';
import { errorText } from '../../../app/errors.ts';
import { useFormats } from '../../../i18n/format.ts';
import { excerptOf } from '../excerpt.ts';
import { usePins } from '../pins.ts';
import classes from './pins-section.module.css';

export function PinsSection({ room }: { readonly room: Room }) {
  const { t } = useTranslation('pins');
  const formats = useFormats();
  const pins = usePins(room.id);
  return (
    <section className={classes.section} aria-label={t('title')}>
      <h3 className={classes.heading}>
        {t('title')} <span className="tabular">{formats.number(pins.data?.length ?? 0)}</span>
      </h3>
      {pins.isError ? <p className={classes.none}>{errorText(t, pins.error)}</p> : null}
      {pins.data?.length === 0 ? <p className={classes.none}>{t('none')}</p> : null}
      <ul className={classes.list}>
        {pins.data?.map((message) => (
          <li key={message.id}>
            <Link
              to="/rooms/$roomId"
              params={{ roomId: room.id }}
              search={{ message: message.id }}
              className={classes.pin}
            >
              <span className={classes.head}>
                <bdi className={classes.name}>{message.displayName}</bdi>
                <time dateTime={message.createdAt} title={formats.exact(message.createdAt)}>
                  {formats.day(message.createdAt, Date.now())}
                </time>
              </span>
              <bdi className={classes.text}>
                <EmojiText text={excerptOf(message) || t('noWords')} />
              </bdi>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
