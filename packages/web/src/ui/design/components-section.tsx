/** The components, each in the states it has. */
import { IconBold, IconDots, IconHash, IconPlus, IconSearch, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionMenu } from '../components/action-menu.tsx';
import { Avatar } from '../components/avatar.tsx';
import { Count, Tag } from '../components/badge.tsx';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { FormDialog } from '../components/dialog.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { PasswordField, SelectField, SwitchField, TextAreaField, TextField } from '../components/field.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { Kbd } from '../components/kbd.tsx';
import { PageSearch } from '../components/page.tsx';
import { PresenceDot } from '../components/presence-dot.tsx';
import { RowSkeletons } from '../components/row-skeletons.tsx';
import { Segmented } from '../components/segmented.tsx';
import { Spinner } from '../components/spinner.tsx';
import { toast } from '../components/toasts.tsx';
import { Specimen } from './specimen.tsx';

const nothing = () => undefined;

export function Components() {
  const { t } = useTranslation('design');
  const [text, setText] = useState('');
  const [choice, setChoice] = useState<'a' | 'b'>('a');
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Specimen name="Button">
        <Button variant="primary">{t('sample.primary')}</Button>
        <Button>{t('sample.secondary')}</Button>
        <Button variant="quiet">{t('sample.quiet')}</Button>
        <Button variant="danger">{t('sample.danger')}</Button>
        <Button variant="primary" busy>
          {t('sample.primary')}
        </Button>
        <Button disabled>{t('sample.disabled')}</Button>
        <Button size="sm">{t('sample.small')}</Button>
        <Button size="lg" icon={<IconPlus size={18} />}>
          {t('sample.large')}
        </Button>
      </Specimen>
      <Specimen name="IconButton">
        <IconButton label={t('sample.bold')} keys="Mod+B" icon={<IconBold size={18} />} />
        <IconButton label={t('sample.bold')} aria-pressed icon={<IconBold size={18} />} />
        <IconButton label={t('sample.danger')} tone="danger" icon={<IconTrash size={18} />} />
        <IconButton label={t('sample.primary')} tone="accent" icon={<IconPlus size={18} />} />
        <IconButton label={t('sample.disabled')} disabled icon={<IconBold size={18} />} />
      </Specimen>
      <Specimen name="TextField, PasswordField, TextAreaField, SelectField, SwitchField">
        <TextField
          label={t('sample.label')}
          hint={t('sample.hint')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <TextField label={t('sample.label')} error={t('sample.error')} defaultValue="@" />
        <PasswordField label={t('sample.password')} autoComplete="off" defaultValue="correct horse" />
        <TextAreaField label={t('sample.label')} optional />
        <SelectField label={t('sample.label')}>
          <option>{t('sample.primary')}</option>
        </SelectField>
        <SwitchField label={t('sample.label')} hint={t('sample.hint')} defaultChecked />
      </Specimen>
      <Specimen name="PageSearch, Segmented">
        <PageSearch
          label={t('sample.search')}
          icon={<IconSearch size={17} />}
          value={text}
          onChange={setText}
        />
        <Segmented
          label={t('sample.label')}
          value={choice}
          options={[
            { value: 'a', label: t('sample.primary') },
            { value: 'b', label: t('sample.secondary') },
          ]}
          onChange={setChoice}
        />
      </Specimen>
      <Specimen name="Avatar, PresenceDot">
        {(['online', 'away', 'dnd', 'offline'] as const).map((status) => (
          <Avatar key={status} id={`avatar-${status}`} name={`Ada ${status}`} size={40} presence={status} />
        ))}
        {(['online', 'away', 'dnd', 'offline'] as const).map((status) => (
          <PresenceDot key={status} status={status} />
        ))}
      </Specimen>
      <Specimen name="Count, Tag, Kbd, Spinner">
        <Count count={3} label={t('sample.label')} />
        <Count count={120} label={t('sample.label')} tone="alert" />
        <Count count={7} label={t('sample.label')} tone="quiet" />
        <Tag>{t('sample.label')}</Tag>
        <Kbd keys="Mod+K" />
        <Spinner />
      </Specimen>
      <Specimen name="Banner">
        {(['info', 'success', 'warning'] as const).map((tone) => (
          <Banner key={tone} tone={tone}>
            {t('sample.sentence')}
          </Banner>
        ))}
        <Banner tone="danger" action={<Button size="sm">{t('sample.secondary')}</Button>}>
          {t('sample.sentence')}
        </Banner>
      </Specimen>
      <Specimen name="ActionMenu, FormDialog, toast">
        <ActionMenu
          label={t('sample.label')}
          actions={[
            { id: 'a', label: t('sample.primary'), selected: true, onSelect: nothing },
            {
              id: 'b',
              label: t('sample.danger'),
              icon: <IconTrash size={17} />,
              danger: true,
              apart: true,
              onSelect: nothing,
            },
          ]}
        >
          <IconButton label={t('sample.menu')} icon={<IconDots size={18} />} hint={false} />
        </ActionMenu>
        <Button onClick={() => setOpened(true)}>{t('sample.dialog')}</Button>
        <Button
          onClick={() =>
            toast(t('sample.sentence'), { action: { label: t('sample.secondary'), run: nothing } })
          }
        >
          {t('sample.toast')}
        </Button>
        <FormDialog
          opened={opened}
          onClose={() => setOpened(false)}
          title={t('sample.dialog')}
          submit={t('sample.primary')}
          onSubmit={() => setOpened(false)}
        >
          <p>{t('sample.sentence')}</p>
        </FormDialog>
      </Specimen>
      <Specimen name="RowSkeletons">
        <RowSkeletons rows={2} height={60} />
      </Specimen>
      <Specimen name="EmptyState">
        <EmptyState
          icon={<IconHash size={30} stroke={1.5} />}
          title={t('sample.emptyTitle')}
          text={t('sample.emptyText')}
          action={<Button variant="primary">{t('sample.primary')}</Button>}
        />
      </Specimen>
    </>
  );
}
