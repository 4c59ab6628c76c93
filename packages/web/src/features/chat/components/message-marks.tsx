/** The small signs other features put beside a message, at the end of its lines. */
import { useFeatures } from '../../../app/extensions.ts';
import type { MessageSubject } from '../../../app/feature.ts';
import classes from './message-marks.module.css';

export function MessageMarks(subject: MessageSubject) {
  return (
    <div className={classes.marks}>
      {useFeatures().map(({ name, MessageMark }) =>
        MessageMark === undefined ? null : <MessageMark key={name} {...subject} />,
      )}
    </div>
  );
}
