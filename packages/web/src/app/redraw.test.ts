/** When the page is told of changes. */
import { expect, test } from 'vitest';
import { createRedraw, TOGETHER_MS, WITHOUT_FRAMES_MS } from './redraw.ts';

/** Frames and time that pass when the test says so. */
function page() {
  let time = 1_000;
  const frames = new Set<() => void>();
  const timers = new Map<() => void, number>();
  const told: string[] = [];
  const redraw = createRedraw({
    now: () => time,
    frame: (run) => {
      frames.add(run);
      return () => frames.delete(run);
    },
    after: (ms, run) => {
      timers.set(run, time + ms);
      return () => timers.delete(run);
    },
  });
  return {
    redraw,
    told,
    listener: (name: string) => () => void told.push(name),
    frame: () => {
      const due = [...frames];
      frames.clear();
      for (const run of due) run();
    },
    pass: (ms: number) => {
      time += ms;
      for (const [run, at] of [...timers]) {
        if (at > time || !timers.delete(run)) continue;
        run();
      }
    },
  };
}

test('a change is told with the next frame, once, and together with all others', () => {
  const { redraw, told, listener, frame } = page();
  const room = listener('room');
  redraw.ask(room);
  redraw.ask(listener('rooms'));
  redraw.ask(room);
  expect(told).toEqual([]);
  frame();
  frame();
  expect(told).toEqual(['room', 'rooms']);
});

test('what changes right after a drawing waits until enough has come together', () => {
  const { redraw, told, listener, frame, pass } = page();
  const room = listener('room');
  redraw.ask(room);
  frame();
  redraw.ask(room);
  pass(TOGETHER_MS - 1);
  frame();
  expect(told).toEqual(['room']);
  pass(1);
  frame();
  expect(told).toEqual(['room', 'room']);
});

test('a page without frames is told as well, and not once more when it has them again', () => {
  const { redraw, told, listener, frame, pass } = page();
  redraw.ask(listener('room'));
  pass(WITHOUT_FRAMES_MS);
  expect(told).toEqual(['room']);
  frame();
  expect(told).toEqual(['room']);
});

test('who is gone is told nothing', () => {
  const { redraw, told, listener, frame } = page();
  const room = listener('room');
  redraw.ask(room);
  redraw.forget(room);
  frame();
  expect(told).toEqual([]);
});
