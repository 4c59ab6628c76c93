/** Where those who look after the server work: reports for moderators, the audit log and failed work for administrators. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../app/client.ts';
import { usePageTitle } from '../../../app/page-title.ts';
import { Page } from '../../../ui/components/page.tsx';
import { Segmented } from '../../../ui/components/segmented.tsx';
import { AuditSection } from './audit-section.tsx';
import { JobsSection } from './jobs-section.tsx';
import { ReportsSection } from './reports-section.tsx';

type Section = 'reports' | 'audit' | 'jobs';

export function AdminPage() {
  const { t } = useTranslation('moderation');
  const { role } = useMe();
  const [section, setSection] = useState<Section>('reports');
  const administers = role === 'owner' || role === 'admin';
  const sections: readonly Section[] = administers ? ['reports', 'audit', 'jobs'] : ['reports'];
  usePageTitle(t('title'));
  return (
    <Page title={t('title')}>
      {sections.length > 1 ? (
        <Segmented
          label={t('section.label')}
          labelHidden
          value={section}
          options={sections.map((value) => ({ value, label: t(`section.${value}`) }))}
          onChange={setSection}
        />
      ) : null}
      {section === 'reports' ? <ReportsSection /> : null}
      {section === 'audit' && administers ? <AuditSection /> : null}
      {section === 'jobs' && administers ? <JobsSection /> : null}
    </Page>
  );
}
