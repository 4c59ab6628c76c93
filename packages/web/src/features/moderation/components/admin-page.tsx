/** Where those who look after the server work: reports and sanctions for moderators, the audit log and failed work for administrators, and what other features add. */

import { IconShieldHalf } from '@tabler/icons-react';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../../app/button-link.tsx';
import { useMe } from '../../../app/client.ts';
import { useAdminSections } from '../../../app/extensions.ts';
import { usePageTitle } from '../../../app/page-title.ts';
import { PHONE, useMedia } from '../../../app/use-media.ts';
import { EmptyState } from '../../../ui/components/empty-state.tsx';
import { SelectField } from '../../../ui/components/field.tsx';
import { Page } from '../../../ui/components/page.tsx';
import { RowSkeletons } from '../../../ui/components/row-skeletons.tsx';
import { Segmented } from '../../../ui/components/segmented.tsx';
import { sectionsFor } from '../sections.ts';
import { AuditSection } from './audit-section.tsx';
import { JobsSection } from './jobs-section.tsx';
import { PeopleSection } from './people-section.tsx';
import { ReportsSection } from './reports-section.tsx';
import classes from './section.module.css';

const OWN = { reports: ReportsSection, people: PeopleSection, audit: AuditSection, jobs: JobsSection };
/** As many as fit side by side on a phone. */
const FEW = 3;

export function AdminPage() {
  const { t } = useTranslation('moderation');
  const navigate = useNavigate();
  const phone = useMedia(PHONE);
  const { role } = useMe();
  const more = useAdminSections(role);
  const sections = [
    ...sectionsFor(role).map((id) => ({ value: String(id), label: t(`section.${id}`), Shown: OWN[id] })),
    ...more.map(({ id, label, Section }) => ({ value: id, label: t(label), Shown: Section })),
  ];
  const { section: asked }: { readonly section?: string } = useParams({ strict: false });
  const section = asked === undefined ? sections[0] : sections.find(({ value }) => value === asked);
  usePageTitle(section === undefined ? t('title') : section.label);
  if (section === undefined) return <Refused />;
  const { value, Shown } = section;
  const goTo = (to: string) => void navigate({ to: '/admin/$section', params: { section: to } });
  return (
    <Page title={t('title')}>
      <div className={classes.sections}>
        {sections.length > FEW && phone ? (
          <SelectField
            label={t('section.label')}
            value={value}
            onChange={(event) => goTo(event.target.value)}
          >
            {sections.map((each) => (
              <option key={each.value} value={each.value}>
                {each.label}
              </option>
            ))}
          </SelectField>
        ) : (
          <Segmented
            label={t('section.label')}
            labelHidden
            value={value}
            options={sections.map((each) => ({ value: each.value, label: each.label }))}
            onChange={goTo}
          />
        )}
      </div>
      <Suspense fallback={<RowSkeletons rows={4} height={60} />}>
        <Shown />
      </Suspense>
    </Page>
  );
}

/** The server refuses them everything that stands here. */
function Refused() {
  const { t } = useTranslation('moderation');
  return (
    <EmptyState
      level={1}
      icon={<IconShieldHalf size={30} stroke={1.5} />}
      title={t('refused.title')}
      text={t('refused.text')}
      action={
        <ButtonLink to="/" variant="primary">
          {t('refused.home')}
        </ButtonLink>
      }
    />
  );
}
