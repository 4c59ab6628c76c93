import { describe, expect, test } from 'vitest';
import { fill, namesOf } from './names.ts';
import { type Registry, withFeature } from './registry.ts';

const registry: Registry = {
  file: 'registry.ts',
  import: "import { sampleName } from './sample-name.ts';",
  list: /FEATURES = \[/,
  entry: 'sampleName',
};
const polls = (source: string) => withFeature(source, registry, namesOf('polls'), fill);

describe('a registry', () => {
  test('gets an import after the others and an entry at the end of its list', () => {
    expect(
      polls(
        "import { a } from './a.ts';\n\nexport const FEATURES = [a(1), b[2]] as const;\nconst rest = [];\n",
      ),
    ).toBe(
      "import { a } from './a.ts';\nimport { polls } from './polls.ts';\n\n" +
        'export const FEATURES = [a(1), b[2], polls] as const;\nconst rest = [];\n',
    );
  });

  test('may hold its list over several lines, with a comma at the end', () => {
    expect(polls("import { a } from './a.ts';\nconst FEATURES = [\n  a,\n  b,\n];\n")).toBe(
      "import { a } from './a.ts';\nimport { polls } from './polls.ts';\nconst FEATURES = [\n  a,\n  b, polls];\n",
    );
  });

  test.each([
    'export const OTHER = [];',
    "import { a } from './a.ts';",
    "import { a } from './a.ts';\nconst FEATURES = [a",
  ])('that looks otherwise is refused: %s', (source) => {
    expect(() => polls(source)).toThrow(/registry/);
  });
});
