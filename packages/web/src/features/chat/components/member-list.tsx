/** The members of a room by presence, live, and what one may do about each. Of thousands only those in sight are drawn. */
import type { Member, Room } from '@parley/contract/features/chat/model';
import { IconSearch } from '@tabler/icons-react';
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, useReadable } from '../../../app/client.ts';
import { useWatched } from '../../../app/use-shown.ts';
import { useFormats } from '../../../i18n/format.ts';
import { PageSearch } from '../../../ui/components/page.tsx';
import { inSight, type MemberRow, rowsOf } from '../members-model.ts';
import { useRoster, WHOLE } from '../use-roster.ts';
import classes from './member-list.module.css';
import { MemberMenu } from './member-menu.tsx';
import { PersonLine } from './person-line.tsx';
import { useSight } from './use-sight.ts';

/** Fewer than these are found by looking. */
const SEARCHED_FROM = 12;
/** Of those who are there, as many are looked at beside those in sight. */
const LOOKED_AT = 400;

export function MemberList({ room, members }: { readonly room: Room; readonly members: readonly Member[] }) {
  const { t, i18n } = useTranslation('chat');
  const presence = useReadable(client.presence);
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed.trim());
  const roster = useRoster(room, members, search);
  const rows = useMemo(
    () => rowsOf(roster.members, roster.total, presence, i18n.language),
    [roster.members, roster.total, presence, i18n.language],
  );
  const frame = useRef<HTMLDivElement>(null);
  const { top, bottom } = useSight(frame);
  const { first, end, beforePx, afterPx } = inSight(rows, top, bottom);
  const shown = rows.slice(first, end);
  useWatched(useMemo(() => lookedAt(rows, shown, room.memberCount > WHOLE), [rows, shown, room.memberCount]));
  const { more } = roster;
  const atEnd = end === rows.length;
  useEffect(() => {
    if (atEnd) more();
  }, [atEnd, more]);

  return (
    <>
      {room.memberCount < SEARCHED_FROM ? null : (
        <div className={classes.search}>
          <PageSearch
            label={t('panel.search')}
            icon={<IconSearch size={17} />}
            value={typed}
            onChange={setTyped}
          />
        </div>
      )}
      <div ref={frame} className={classes.frame}>
        {rows.length === 0 && !roster.loading ? <p className={classes.none}>{t('panel.none')}</p> : null}
        <div style={{ blockSize: beforePx }} />
        <ul className={classes.list} aria-label={t('panel.members')}>
          {shown.map((row) => (
            <Row key={row.kind === 'head' ? row.status : row.member.id} row={row} room={room} />
          ))}
        </ul>
        <div style={{ blockSize: afterPx }} />
      </div>
    </>
  );
}

function Row({ row, room }: { readonly row: MemberRow; readonly room: Room }) {
  const { t } = useTranslation('chat');
  const formats = useFormats();
  if (row.kind === 'head') {
    return (
      <li className={classes.head}>
        <h4>
          {t(`app:presence.${row.status}`)} <span className="tabular">{formats.number(row.count)}</span>
        </h4>
      </li>
    );
  }
  const { member } = row;
  return (
    <li className={classes.member} data-testid="member">
      <PersonLine
        person={member}
        note={member.roomRole === 'member' ? undefined : t(`roomRole.${member.roomRole}`)}
      />
      <MemberMenu room={room} member={member} />
    </li>
  );
}

/** Everybody known of a room that is loaded whole; of a larger one those in sight, then those who are there. */
function lookedAt(
  rows: readonly MemberRow[],
  shown: readonly MemberRow[],
  large: boolean,
): readonly string[] {
  const ids = (some: readonly MemberRow[]) =>
    some.flatMap((row) => (row.kind === 'member' ? [row.member.id] : []));
  if (!large) return ids(rows).sort();
  const offline = rows.findIndex((row) => row.kind === 'head' && row.status === 'offline');
  const here = ids(offline === -1 ? rows : rows.slice(0, offline)).slice(0, LOOKED_AT);
  return [...new Set([...ids(shown), ...here])].sort();
}
