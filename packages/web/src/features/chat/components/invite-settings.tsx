/** Links into a room: making one, whose address is shown once, and ending those there are. */
import type { Room, RoomInvite } from '@parley/contract/features/chat/model';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, useMe } from '../../../app/client.ts';
import { errorText } from '../../../app/errors.ts';
import { useFormats } from '../../../i18n/format.ts';
import { Banner } from '../../../ui/components/banner.tsx';
import { Button } from '../../../ui/components/button.tsx';
import { SelectField, SwitchField, TextField } from '../../../ui/components/field.tsx';
import { toast } from '../../../ui/components/toasts.tsx';
import { mayInvite, standingOf } from '../room-policy.ts';
import { useCreateInvite, useInvites, useRevokeInvite } from '../room-settings.ts';
import classes from './room-settings.module.css';

const DAYS = [1, 7, 30, 0] as const;
const USES = [1, 5, 25, 100, 0] as const;
const DAY_MS = 86_400_000;
/** An invitation to the server always ends, and is for so many people. */
const SERVER_DAYS = 90;
const SERVER_USES = 100;
const INVITERS: readonly string[] = ['owner', 'admin', 'moderator'];

export function InviteSettings({ room }: { readonly room: Room }) {
  const { t } = useTranslation('rooms');
  const me = useMe();
  const create = useCreateInvite();
  const [days, setDays] = useState<number>(7);
  const [uses, setUses] = useState<number>(1);
  const [withAccount, setWithAccount] = useState(false);
  const [url, setUrl] = useState<string | null>(null);
  const [failure, setFailure] = useState<unknown>(null);

  const make = async () => {
    const made = await create.mutateAsync({
      roomId: room.id,
      expiresAt: days === 0 ? null : new Date(Date.now() + days * DAY_MS).toISOString(),
      maxUses: uses === 0 ? null : uses,
    });
    if (!withAccount) return made.url;
    const { code } = await client.call('people:invite', {
      role: 'member',
      days: days === 0 ? SERVER_DAYS : days,
      uses: uses === 0 ? SERVER_USES : uses,
    });
    return `${made.url}?invite=${encodeURIComponent(code)}`;
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setFailure(null);
    make().then(setUrl, setFailure);
  };

  return (
    <div className={classes.form}>
      {mayInvite(standingOf(room, me)) ? (
        <form className={classes.form} onSubmit={submit} noValidate>
          <p className={classes.note}>{t('invite.text')}</p>
          {failure === null ? null : <Banner tone="danger">{errorText(t, failure)}</Banner>}
          <div className={classes.pair}>
            <SelectField
              label={t('invite.days')}
              value={days}
              onChange={(event) => setDays(Number(event.target.value))}
            >
              {DAYS.map((count) => (
                <option key={count} value={count}>
                  {count === 0 ? t('invite.noEnd') : t('invite.daysCount', { count })}
                </option>
              ))}
            </SelectField>
            <SelectField
              label={t('invite.uses')}
              value={uses}
              onChange={(event) => setUses(Number(event.target.value))}
            >
              {USES.map((count) => (
                <option key={count} value={count}>
                  {count === 0 ? t('invite.anyone') : t('invite.usesCount', { count })}
                </option>
              ))}
            </SelectField>
          </div>
          {INVITERS.includes(me.role) ? (
            <SwitchField
              label={t('invite.withAccount')}
              hint={t('invite.withAccountHint')}
              checked={withAccount}
              onChange={(event) => setWithAccount(event.target.checked)}
            />
          ) : null}
          <div className={classes.buttons}>
            <Button type="submit" variant="primary" busy={create.isPending}>
              {t('invite.make')}
            </Button>
          </div>
          {url === null ? null : <MadeLink key={url} url={url} />}
        </form>
      ) : null}
      <InviteList room={room} />
    </div>
  );
}

function MadeLink({ url }: { readonly url: string }) {
  const { t } = useTranslation('rooms');
  const [copied, setCopied] = useState(false);
  const copy = () => {
    // Without a secure origin there is no clipboard: the link stands there to be copied by hand.
    void navigator.clipboard?.writeText(url).then(
      () => setCopied(true),
      () => toast(t('chat:message.copyFailed')),
    );
  };
  return (
    <div className={classes.link}>
      <TextField
        label={t('invite.link')}
        readOnly
        dir="ltr"
        value={url}
        onFocus={(event) => event.target.select()}
      />
      <Button icon={copied ? <IconCheck size={17} /> : <IconCopy size={17} />} onClick={copy}>
        {t(copied ? 'invite.copied' : 'invite.copy')}
      </Button>
    </div>
  );
}

function InviteList({ room }: { readonly room: Room }) {
  const { t } = useTranslation('rooms');
  const invites = useInvites(room.id);
  if (invites.data === undefined) {
    return invites.isError ? <Banner tone="danger">{errorText(t, invites.error)}</Banner> : null;
  }
  if (invites.data.length === 0) return <p className={classes.note}>{t('invite.none')}</p>;
  return (
    <ul className={classes.list} aria-label={t('invite.list')}>
      {invites.data.map((invite) => (
        <InviteLine key={invite.id} invite={invite} />
      ))}
    </ul>
  );
}

function InviteLine({ invite }: { readonly invite: RoomInvite }) {
  const { t } = useTranslation('rooms');
  const formats = useFormats();
  const revoke = useRevokeInvite(invite.roomId);
  const used =
    invite.maxUses === null
      ? t('invite.used', { count: invite.uses })
      : t('invite.usedOf', { count: invite.maxUses, used: formats.number(invite.uses) });
  const end =
    invite.expiresAt === null
      ? t('invite.noEnd')
      : t('invite.until', { when: formats.exact(invite.expiresAt) });
  return (
    <li className={classes.invite}>
      <span className={classes.about}>
        <bdi>{t('invite.by', { name: invite.createdByName })}</bdi>
        <span className={classes.note}>{`${used} · ${end}`}</span>
      </span>
      <Button
        size="sm"
        variant="quiet"
        busy={revoke.isPending}
        onClick={() =>
          revoke.mutate(invite.id, { onError: (error) => toast(errorText(t, error), { tone: 'danger' }) })
        }
      >
        {t('invite.revoke')}
      </Button>
    </li>
  );
}
