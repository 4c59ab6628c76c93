/** P8: what nobody should send got a typed error, changed nothing and ended no process. */
import type { Judgement } from '../../checker/judgement.ts';
import type { SeenMessage } from '../../checker/record.ts';
import { type Answered, MARK } from '../vandal.ts';

/** Whatever was asked, a node may say it while something is broken. */
const LATER: ReadonlySet<unknown> = new Set(['UNAVAILABLE', 'RATE_LIMITED']);

/** `history` is the room in the end; `silent` are nodes that ended by themselves. */
export function refused(
  answers: readonly Answered[],
  history: readonly SeenMessage[],
  silent: readonly string[],
): Judgement {
  return {
    promise: 'P8',
    checked: answers.length,
    broken: [
      ...answers.flatMap(({ what, ok, code, due }) => {
        if (ok !== false) return [`${what} was accepted`];
        return code === due || LATER.has(code) ? [] : [`${what} was refused as ${code}, not as ${due}`];
      }),
      ...history.flatMap(({ content, id }) =>
        content.includes(MARK) ? [`${id} holds what was refused`] : [],
      ),
      ...silent.map((url) => `${url} ended`),
    ],
  };
}
