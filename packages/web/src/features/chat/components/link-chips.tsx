/** Puts what is there in place of addresses of this server's rooms and messages; taken away, it leaves the addresses. */
import { IconHash, IconLock, IconMessage2 } from '@tabler/icons-react';
import { type RefObject, useLayoutEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { client, useReadable } from '../../../app/client.ts';
import { EmojiText } from '../../../app/emoji-text.tsx';
import { useRoomName, useRooms } from '../hooks.ts';
import { type LinkWords, linkWords } from '../link-words.ts';
import type { LinkTarget } from '../message-link.ts';
import classes from './link-chips.module.css';

interface Place {
  readonly key: number;
  readonly host: HTMLElement;
  readonly target: LinkTarget;
}

export function LinkChips({ text }: { readonly text: RefObject<HTMLElement | null> }) {
  const [places, setPlaces] = useState<readonly Place[]>([]);
  useLayoutEffect(() => {
    const anchors = [...(text.current?.querySelectorAll<HTMLAnchorElement>('a[data-room]') ?? [])];
    const sources = anchors.map((anchor) => anchor.textContent ?? '');
    setPlaces(
      anchors.map((anchor, key) => {
        const { room: roomId = '', message: messageId } = anchor.dataset;
        const host = document.createElement('span');
        host.className = classes.host ?? '';
        anchor.classList.add(classes.chip ?? '');
        anchor.replaceChildren(host);
        return { key, host, target: { roomId, messageId } };
      }),
    );
    return () => {
      for (const [at, anchor] of anchors.entries()) {
        anchor.classList.remove(classes.chip ?? '');
        anchor.textContent = sources[at] ?? '';
      }
    };
  }, [text]);
  return places.map(({ key, host, target }) => createPortal(<Chip target={target} />, host, String(key)));
}

const ICONS = { message: IconMessage2, room: IconHash, closed: IconLock } as const;

function Chip({ target }: { readonly target: LinkTarget }) {
  const { t } = useTranslation('talk');
  const { rooms } = useRooms();
  const nameOf = useRoomName();
  const place = useReadable(client.links.at(target));
  const mine = rooms.find((room) => room.id === place?.room?.id);
  const words: LinkWords = linkWords(target, place, mine === undefined ? null : nameOf(mine));
  const Icon = ICONS[words.icon];
  return (
    <>
      <Icon size={14} aria-hidden="true" className={classes.icon} />
      <span className={classes.words} data-kind={words.kind}>
        {words.kind === 'asking' ? '…' : null}
        {words.kind === 'room' ? <bdi>{words.name}</bdi> : null}
        {words.kind === 'closed' ? t(`link.${words.what}`) : null}
        {words.kind === 'gone' ? t('link.gone', { room: words.room }) : null}
        {words.kind === 'message' ? (
          <>
            <span className={classes.said}>{t('link.said', { person: words.person, room: words.room })}</span>{' '}
            <bdi className={classes.excerpt}>
              <EmojiText text={words.excerpt || t('replies:noWords')} />
            </bdi>
          </>
        ) : null}
      </span>
    </>
  );
}
