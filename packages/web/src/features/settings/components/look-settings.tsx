/** Colours and language. The language is kept with the account too, for what the server writes. */
import { useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../app/errors.ts';
import { chooseFormulas, useFormulasChoice } from '../../../app/formulas-choice.ts';
import { isLanguage, LANGUAGE_NAMES, LANGUAGES } from '../../../i18n/languages.ts';
import { changeLanguage, currentLanguage } from '../../../i18n/setup.ts';
import { SelectField } from '../../../ui/components/field.tsx';
import { Segmented } from '../../../ui/components/segmented.tsx';
import { toast } from '../../../ui/components/toasts.tsx';
import { useUpdateAccount } from '../hooks.ts';

const FORMULAS = ['drawn', 'written'] as const;
const SCHEMES = ['auto', 'light', 'dark'] as const;

export function LookSettings() {
  const { t } = useTranslation('settings');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const drawn = useFormulasChoice((choice) => choice.drawn);
  const update = useUpdateAccount();
  const speak = async (value: string) => {
    if (!isLanguage(value)) return;
    await changeLanguage(value);
    update.mutate({ locale: value }, { onError: (error) => toast(errorText(t, error), { tone: 'danger' }) });
  };
  return (
    <>
      <Segmented
        label={t('look.scheme')}
        value={colorScheme}
        options={SCHEMES.map((value) => ({ value, label: t(`look.${value}`) }))}
        onChange={setColorScheme}
      />
      <Segmented
        label={t('rendering:formulas.label')}
        value={drawn ? 'drawn' : 'written'}
        options={FORMULAS.map((value) => ({ value, label: t(`rendering:formulas.${value}`) }))}
        onChange={(value) => chooseFormulas(value === 'drawn')}
      />
      <SelectField
        label={t('look.language')}
        value={currentLanguage()}
        onChange={(event) => void speak(event.target.value)}
      >
        {LANGUAGES.map((language) => (
          <option key={language} value={language} lang={language}>
            {LANGUAGE_NAMES[language]}
          </option>
        ))}
      </SelectField>
    </>
  );
}
