import { describe, expect, test } from 'vitest';
import { fill, namesOf } from './names.ts';

describe('the name of a feature', () => {
  test('is spelled as each place needs it', () => {
    expect(namesOf('task-lists')).toEqual({
      kebab: 'task-lists',
      camel: 'taskLists',
      pascal: 'TaskLists',
      snake: 'task_lists',
      upper: 'TASK_LISTS',
      title: 'Task lists',
    });
  });

  test.each([
    '',
    'Tasks',
    'task lists',
    '-tasks',
    'tasks-',
    'task--lists',
    '1st',
    '../tasks',
    'é',
    'a'.repeat(33),
  ])('is not %j', (name) => {
    expect(() => namesOf(name)).toThrow('task-lists');
  });

  test.each(['new', 'class', 'default'])('is not %j, which names no value', (name) => {
    expect(() => namesOf(name)).toThrow('take another');
  });

  test('fills a template in every spelling', () => {
    const template = 'sample-name sampleName SampleName sample_name SAMPLE_NAME SampleTitle';
    expect(fill(template, namesOf('polls'))).toBe('polls polls Polls polls POLLS Polls');
  });
});
