/** One's name and address. */
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../app/client.ts';
import { concerns, errorOf, errorText } from '../../../app/errors.ts';
import { Avatar } from '../../../ui/components/avatar.tsx';
import { Banner } from '../../../ui/components/banner.tsx';
import { Button } from '../../../ui/components/button.tsx';
import { TextField } from '../../../ui/components/field.tsx';
import { useUpdateAccount } from '../hooks.ts';
import classes from './settings-page.module.css';

export function ProfileSettings() {
  const { t } = useTranslation('settings');
  const me = useMe();
  const update = useUpdateAccount();
  const [displayName, setDisplayName] = useState(me.displayName);
  const [email, setEmail] = useState(me.email);
  const name = displayName.trim();
  const address = email.trim();
  const changed = name !== me.displayName || address !== me.email;
  const badEmail = concerns(update.error, 'email');
  const taken = update.isError && errorOf(update.error).code === 'CONFLICT';
  const emailProblem = badEmail ? (taken ? t('profile.emailTaken') : t('profile.emailWrong')) : undefined;
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (!changed || name === '') return;
    update.mutate({
      ...(name === me.displayName ? {} : { displayName: name }),
      ...(address === me.email ? {} : { email: address }),
    });
  };
  return (
    <form className={classes.form} onSubmit={save} noValidate>
      <div className={classes.who}>
        <Avatar id={me.id} name={name === '' ? me.displayName : name} url={me.avatarUrl} size={48} />
        <bdi className={classes.username}>@{me.username}</bdi>
      </div>
      {update.isError && !badEmail ? <Banner tone="danger">{errorText(t, update.error)}</Banner> : null}
      <TextField
        label={t('profile.displayName')}
        autoComplete="name"
        maxLength={80}
        dir="auto"
        required
        error={name === '' ? t('profile.nameNeeded') : undefined}
        value={displayName}
        onChange={(event) => setDisplayName(event.target.value)}
      />
      <TextField
        label={t('profile.email')}
        type="email"
        autoComplete="email"
        dir="ltr"
        required
        hint={t('profile.emailHint')}
        error={emailProblem}
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <div className={classes.row}>
        <Button type="submit" variant="primary" busy={update.isPending} disabled={!changed || name === ''}>
          {t('app:action.save')}
        </Button>
        <span role="status" className={classes.saved}>
          {update.isSuccess && !changed ? t('saved') : ''}
        </span>
      </div>
    </form>
  );
}
