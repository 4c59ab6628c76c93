/** Every token and component of the design system, in both schemes: what later screens are made of. Loaded on demand. */
import { useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { usePageTitle } from '../../app/page-title.ts';
import { Segmented } from '../components/segmented.tsx';
import { Components } from './components-section.tsx';
import classes from './design-page.module.css';
import { Tokens } from './tokens-section.tsx';

const SCHEMES = ['light', 'dark'] as const;

export function DesignPage() {
  const { t } = useTranslation('design');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  usePageTitle(t('title'));
  return (
    <main className={classes.page}>
      <header className={classes.header}>
        <div>
          <h1 className={classes.title}>{t('title')}</h1>
          <p className={classes.text}>{t('text')}</p>
        </div>
        <Segmented
          label={t('scheme')}
          labelHidden
          value={colorScheme}
          options={[...SCHEMES, 'auto' as const].map((value) => ({ value, label: t(`schemes.${value}`) }))}
          onChange={setColorScheme}
        />
      </header>
      {/* Tokens hang on the scheme's attribute, so both schemes can stand beside each other. */}
      <div className={classes.schemes}>
        {SCHEMES.map((scheme) => (
          <section
            key={scheme}
            className={classes.scheme}
            data-mantine-color-scheme={scheme}
            aria-label={t(`schemes.${scheme}`)}
          >
            <h2 className={classes.heading}>{t(`schemes.${scheme}`)}</h2>
            <Tokens />
            <Components />
          </section>
        ))}
      </div>
    </main>
  );
}
