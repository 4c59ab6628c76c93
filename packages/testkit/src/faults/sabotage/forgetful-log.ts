/** Imported before a server, it makes its log acknowledge every tenth batch without storing it: a harness must notice. */
import { SqlLog } from '@parley/server/adapters/storage/sql/log';
import type { CommitOutcome, WriteSet } from '@parley/server/kernel/index';

const commit = SqlLog.prototype.commit;
let batches = 0;

SqlLog.prototype.commit = async function (this: SqlLog, batch: readonly WriteSet[]) {
  const talk = batch.every(({ appends }) => appends.every(({ type }) => type === 'chat:message'));
  batches += talk ? 1 : 0;
  if (!talk || batches % 10 !== 0) return commit.call(this, batch);
  const next = new Map<string, number>();
  const outcomes: CommitOutcome[] = [];
  for (const { appends } of batch) {
    const seqs: number[] = [];
    const aclVersions: number[] = [];
    for (const { channel } of appends) {
      const head = (await this.heads([channel])).get(channel);
      const seq = (next.get(channel) ?? head?.seq ?? 0) + 1;
      next.set(channel, seq);
      seqs.push(seq);
      aclVersions.push(head?.aclVersion ?? 0);
    }
    outcomes.push({ kind: 'committed', seqs, aclVersions });
  }
  return outcomes;
};
