/** The page of sample-name: what was added, live, and a field to add more. */
import { IconSparkles } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../app/errors.ts';
import { usePageTitle } from '../../../app/page-title.ts';
import { Button } from '../../../ui/components/button.tsx';
import { EmptyState } from '../../../ui/components/empty-state.tsx';
import { TextField } from '../../../ui/components/field.tsx';
import { Page } from '../../../ui/components/page.tsx';
import { RowSkeletons } from '../../../ui/components/row-skeletons.tsx';
import { useAdd, useSampleName } from '../hooks.ts';

export function SampleNamePage() {
  const { t } = useTranslation('sample-name');
  const state = useSampleName();
  usePageTitle(t('title'));
  return (
    <Page title={t('title')}>
      <AddForm />
      {state === null ? (
        <RowSkeletons rows={6} height={40} />
      ) : state.items.length === 0 ? (
        <EmptyState icon={<IconSparkles size={30} stroke={1.5} />} title={t('noneTitle')} text={t('noneText')} />
      ) : (
        <ul aria-label={t('title')}>
          {[...state.items].reverse().map((item) => (
            <li key={item.id}>
              <bdi>{item.text}</bdi>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}

function AddForm() {
  const { t } = useTranslation('sample-name');
  const [text, setText] = useState('');
  const add = useAdd();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '') add.mutate(text, { onSuccess: () => setText('') });
  };
  return (
    <form onSubmit={submit}>
      <TextField
        label={t('what')}
        value={text}
        maxLength={500}
        error={add.isError ? errorText(t, add.error) : undefined}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" variant="primary" busy={add.isPending}>
        {t('add')}
      </Button>
    </form>
  );
}
