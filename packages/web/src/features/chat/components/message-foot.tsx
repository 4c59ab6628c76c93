/** What other features know a message to carry beside its text. */
import { useFeatures } from '../../../app/extensions.ts';
import type { MessageSubject } from '../../../app/feature.ts';

export function MessageFoot(subject: MessageSubject) {
  return useFeatures().map(({ name, MessageFoot: Foot }) =>
    Foot === undefined ? null : <Foot key={name} {...subject} />,
  );
}
