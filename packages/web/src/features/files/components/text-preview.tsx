/** How a text begins. */
import type { FileInfo } from '@parley/contract/features/files/model';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { session } from '../../../app/client.ts';
import { Spinner } from '../../../ui/components/spinner.tsx';
import classes from './text-preview.module.css';

const FIRST_BYTES = 20_480;

export function TextPreview({ file }: { readonly file: FileInfo }) {
  const { t } = useTranslation('files');
  const text = useQuery({
    queryKey: ['file-text', file.id],
    queryFn: async () => {
      const headers = {
        authorization: `Bearer ${await session.token()}`,
        range: `bytes=0-${FIRST_BYTES - 1}`,
      };
      const answer = await fetch(file.url, { headers });
      if (!answer.ok) throw new Error(`${answer.status}`);
      return answer.text();
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (text.isPending) return <Spinner size={18} className={classes.waiting} />;
  if (text.isError) return <p className={classes.note}>{t('previewFailed')}</p>;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys */}
      <section className={classes.scroll} tabIndex={0} aria-label={file.name}>
        <pre className={classes.text} dir="auto">
          {text.data}
        </pre>
      </section>
      {file.size > FIRST_BYTES ? <p className={classes.note}>{t('previewCut')}</p> : null}
    </>
  );
}
