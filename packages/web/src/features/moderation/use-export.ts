/** Saves the audit log as a file. */
import { toParleyError } from '@parley/client/errors';
import { useMutation } from '@tanstack/react-query';
import { session } from '../../app/client.ts';
import type { AuditQuery } from './audit-filter.ts';

export type ExportKind = 'csv' | 'json';

/** Asked for with a header, which a link can't carry. */
export function useExport(query: AuditQuery) {
  return useMutation({
    mutationFn: async (kind: ExportKind) => {
      const narrowed = new URLSearchParams(Object.entries(query).filter(isText));
      const answer = await fetch(`/api/admin/audit.${kind}?${narrowed}`, {
        headers: { authorization: `Bearer ${await session.token()}` },
      });
      if (!answer.ok) throw toParleyError(await refusalIn(answer));
      save(await answer.blob(), `audit.${kind}`);
    },
  });
}

function isText(entry: [string, string | undefined]): entry is [string, string] {
  return entry[1] !== undefined;
}

async function refusalIn(answer: Response): Promise<unknown> {
  // A refusal of ours is JSON; whatever stands between may answer anything.
  const body: unknown = await answer.json().catch(() => null);
  return typeof body === 'object' && body !== null && 'error' in body ? body.error : body;
}

function save(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
