/** *Report…* in the menu of what others said. */
import { IconFlag } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { MessageSubject, Offer, OfferDialogProps } from '../../app/feature.ts';

const ReportDialog = lazy(async () => ({
  default: (await import('./components/report-dialog.tsx')).ReportDialog,
}));

function Dialog(props: OfferDialogProps<MessageSubject>) {
  return (
    <Suspense>
      <ReportDialog {...props} />
    </Suspense>
  );
}

export function useReportAction({ message, mine }: MessageSubject): readonly Offer<MessageSubject>[] {
  const { t } = useTranslation('moderation');
  if (mine || message.deletedAt !== null || message.type === 'system') return [];
  const icon = <IconFlag size={17} />;
  return [{ id: 'report', label: t('report.action'), icon, does: { kind: 'ask', Dialog } }];
}
