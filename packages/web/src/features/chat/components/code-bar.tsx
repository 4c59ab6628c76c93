/** The line above a block of code, and the one below a long one. */
import { IconChevronDown, IconChevronUp, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../ui/components/icon-button.tsx';
import { toast } from '../../../ui/components/toasts.tsx';
import type { CodeBlock } from '../code-blocks-in.ts';
import { languageOf } from '../markdown/languages.ts';
import classes from './code-bar.module.css';

export function CodeBar({ block: { code, language } }: { readonly block: CodeBlock }) {
  const { t } = useTranslation('rendering');
  const copy = () => {
    const text = (code.textContent ?? '').replace(/\n$/, '');
    void navigator.clipboard?.writeText(text).then(
      () => toast(t('code.copied')),
      () => toast(t('code.copyFailed'), { tone: 'danger' }),
    );
  };
  return (
    <>
      <span className={classes.language}>{languageOf(language)?.name ?? language}</span>
      <IconButton size="sm" label={t('code.copy')} icon={<IconCopy size={15} />} onClick={copy} />
    </>
  );
}

export function CodeFold({ figure, lines }: { readonly figure: HTMLElement; readonly lines: number }) {
  const { t } = useTranslation('rendering');
  const [folded, setFolded] = useState(true);
  const toggle = () => {
    figure.dataset.folded = String(!folded);
    setFolded(!folded);
  };
  return (
    <button type="button" className={classes.fold} aria-expanded={!folded} onClick={toggle}>
      {folded ? <IconChevronDown size={15} /> : <IconChevronUp size={15} />}
      {folded ? t('code.all', { count: lines }) : t('code.less')}
    </button>
  );
}
