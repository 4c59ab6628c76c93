import { describe, expect, it } from 'vitest';
import { lackedOpenFiles } from './open-files.ts';

describe('open files', () => {
  it('are asked for by the cast with most sockets', () => {
    const casts = [
      { members: 10, rooms: 1 },
      { members: 1_000, rooms: 1, socketsEach: 10 },
    ];
    expect(lackedOpenFiles(casts, 4_096)).toEqual(['10200 open files a process (ulimit -n allows 4096)']);
    expect(lackedOpenFiles(casts, 20_000)).toEqual([]);
  });

  it('are what this process may have unless said', () => {
    expect(lackedOpenFiles([{ members: 1, rooms: 1 }])).toEqual([]);
    expect(lackedOpenFiles([{ members: 1e12, rooms: 1 }])).not.toEqual([]);
  });
});
