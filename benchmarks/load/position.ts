/** Where in a channel somebody is, as answers tell it. */
export interface Position {
  readonly epoch: string;
  readonly seq: number;
}

/** The first position an answer tells: the channel's own. Answers to who enters are long, so they are not parsed. */
export function positionIn(answer: string): Position {
  const [, epoch, seq] = /"position":\{"epoch":"([^"]+)","seq":(\d+)\}/.exec(answer) ?? [];
  if (epoch === undefined) throw new Error(`an answer tells no position: ${answer.slice(0, 200)}`);
  return { epoch, seq: Number(seq) };
}
