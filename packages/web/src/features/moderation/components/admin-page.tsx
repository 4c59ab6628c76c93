/** Where those who look after the server work: reports for moderators, the audit log and failed work for administrators. */
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../app/client.ts';
import { useAdminSections } from '../../../app/extensions.ts';
import { usePageTitle } from '../../../app/page-title.ts';
import { PHONE, useMedia } from '../../../app/use-media.ts';
import { SelectField } from '../../../ui/components/field.tsx';
import { Page } from '../../../ui/components/page.tsx';
import { RowSkeletons } from '../../../ui/components/row-skeletons.tsx';
import { Segmented } from '../../../ui/components/segmented.tsx';
import { AuditSection } from './audit-section.tsx';
import { JobsSection } from './jobs-section.tsx';
import { ReportsSection } from './reports-section.tsx';

const OWN = ['reports', 'audit', 'jobs'] as const;
type Own = (typeof OWN)[number];
/** As many as fit side by side on a phone. */
const FEW = 3;

export function AdminPage() {
  const { t } = useTranslation('moderation');
  const { role } = useMe();
  const [section, setSection] = useState<string>('reports');
  const more = useAdminSections(role);
  const phone = useMedia(PHONE);
  const administers = role === 'owner' || role === 'admin';
  const own: readonly Own[] = administers ? OWN : ['reports'];
  const sections = [
    ...own.map((id) => ({ value: id as string, label: t(`section.${id}`) })),
    ...more.map(({ id, label }) => ({ value: id, label: t(label) })),
  ];
  const Added = more.find(({ id }) => id === section)?.Section;
  usePageTitle(t('title'));
  return (
    <Page title={t('title')}>
      {sections.length > FEW && phone ? (
        <SelectField
          label={t('section.label')}
          value={section}
          onChange={(event) => setSection(event.target.value)}
        >
          {sections.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </SelectField>
      ) : sections.length > 1 ? (
        <Segmented
          label={t('section.label')}
          labelHidden
          value={section}
          options={sections}
          onChange={setSection}
        />
      ) : null}
      {section === 'reports' ? <ReportsSection /> : null}
      {section === 'audit' && administers ? <AuditSection /> : null}
      {section === 'jobs' && administers ? <JobsSection /> : null}
      {Added === undefined ? null : (
        <Suspense fallback={<RowSkeletons rows={4} height={60} />}>
          <Added />
        </Suspense>
      )}
    </Page>
  );
}
