/**
 * `tsx benchmarks/profile/top.ts <file.cpuprofile>… [--lines 40]`: where the time of a profile went: functions by the time
 * spent in themselves, and what idling and garbage collection took.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

interface Node {
  readonly id: number;
  readonly callFrame: {
    readonly functionName: string;
    readonly url: string;
    readonly lineNumber: number;
  };
}

interface Profile {
  readonly nodes: readonly Node[];
  readonly samples: readonly number[];
  /** Microseconds since the sample before. */
  readonly timeDeltas: readonly number[];
}

function selfTimes({ nodes, samples, timeDeltas }: Profile): Map<string, number> {
  const names = new Map(nodes.map((node) => [node.id, nameOf(node)]));
  const times = new Map<string, number>();
  samples.forEach((id, index) => {
    const name = names.get(id) ?? '?';
    times.set(name, (times.get(name) ?? 0) + (timeDeltas[index] ?? 0));
  });
  return times;
}

function nameOf({ callFrame: { functionName, url, lineNumber } }: Node): string {
  const place = url === '' ? '' : ` ${url.split('/').slice(-4).join('/')}:${lineNumber + 1}`;
  return `${functionName || '(anonymous)'}${place}`;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { lines: { type: 'string', default: '40' } },
});
for (const file of positionals) {
  // Written by V8 in this form.
  const times = selfTimes(JSON.parse(readFileSync(file, 'utf8')) as Profile);
  const idle = times.get('(idle)') ?? 0;
  const busy = [...times.values()].reduce((sum, time) => sum + time, 0) - idle;
  console.log(`${file}: busy ${(busy / 1e6).toFixed(2)} s, idle ${(idle / 1e6).toFixed(2)} s`);
  const top = [...times].filter(([name]) => name !== '(idle)').sort(([, a], [, b]) => b - a);
  for (const [name, time] of top.slice(0, Number(values.lines))) {
    console.log(
      `  ${((time / busy) * 100).toFixed(1).padStart(5)} %  ${(time / 1e6).toFixed(3).padStart(7)} s  ${name}`,
    );
  }
}
