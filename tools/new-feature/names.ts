/** The one name of a feature, in every spelling its files need. */

export interface Names {
  /** `task-lists`: folders, commands, addresses. */
  readonly kebab: string;
  /** `taskLists`: values. */
  readonly camel: string;
  /** `TaskLists`: types and components. */
  readonly pascal: string;
  /** `task_lists`: tables. */
  readonly snake: string;
  /** `TASK_LISTS`: constants. */
  readonly upper: string;
  /** `Task lists`: what people read first. */
  readonly title: string;
}

/** Words that can't name a value. */
const RESERVED = new Set(
  `arguments async await break case catch class const continue debugger default delete do else enum eval export
  extends false finally for function if implements import in instanceof interface let new null package private
  protected public return static super switch this throw true try typeof var void while with yield`.split(
    /\s+/,
  ),
);

/** Throws with what to do when it is no name of a feature. */
export function namesOf(name: string): Names {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name.length > 32) {
    throw new Error('a feature is named in lower case with dashes, at most 32 characters: task-lists');
  }
  if (RESERVED.has(name)) throw new Error(`${name} is a word of the language; take another`);
  const words = name.split('-');
  const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
  const [first = '', ...rest] = words;
  return {
    kebab: name,
    camel: first + rest.map(capital).join(''),
    pascal: words.map(capital).join(''),
    snake: words.join('_'),
    upper: words.join('_').toUpperCase(),
    title: capital(words.join(' ')),
  };
}

/** A template's text or path, for this feature. */
export function fill(template: string, names: Names): string {
  return template
    .replaceAll('sample-name', names.kebab)
    .replaceAll('sampleName', names.camel)
    .replaceAll('SampleName', names.pascal)
    .replaceAll('sample_name', names.snake)
    .replaceAll('SAMPLE_NAME', names.upper)
    .replaceAll('SampleTitle', names.title);
}
