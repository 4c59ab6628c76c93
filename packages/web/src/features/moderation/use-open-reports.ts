/** The open reports, kept live by the channel of those who look after them. */
import { projectReports } from '@parley/client/projections/reports';
import type { Report } from '@parley/contract/features/moderation/model';
import { useEffect, useState } from 'react';
import { client } from '../../app/client.ts';

/** Null until the first answer; empty also for who may not see any. */
export function useOpenReports(): readonly Report[] | null {
  const [reports, setReports] = useState<readonly Report[] | null>(null);
  useEffect(
    () =>
      client.channel('staff:reports').follow({
        snapshot: (snapshot) => setReports(projectReports([], { kind: 'snapshot', snapshot })),
        event: (event) => setReports((known) => projectReports(known ?? [], { kind: 'event', event })),
        lost: () => setReports([]),
      }),
    [],
  );
  return reports;
}

export function useOpenReportCount(): number {
  return useOpenReports()?.length ?? 0;
}
