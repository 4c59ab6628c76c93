/** Each import rule fails where it is broken, by every edge its fixture holds, and lets a clean tree pass. */
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { cruise, type ICruiseOptions, type IForbiddenRuleType } from 'dependency-cruiser';
import { beforeAll, describe, expect, test } from 'vitest';

interface Layers {
  readonly options: ICruiseOptions;
  rulesUnder(root: string): IForbiddenRuleType[];
}
const { options, rulesUnder }: Layers = createRequire(import.meta.url)('./layers.cjs');

const root = fileURLToPath(new URL('../..', import.meta.url));
const FOLDER = 'tools/imports/fixtures';

/** Edges each fixture breaks its rule by; all others break it once. */
const EDGES: Readonly<Record<string, number>> = {
  'kernel-is-pure': 4,
  'kernel-tests-stay-pure': 2,
  'adapters-know-only-ports': 3,
  'adapters-have-no-siblings': 3,
  'features-stand-on-platform': 4,
  'platform-knows-no-feature': 2,
  'client-is-small': 3,
  'no-unreachable': 2,
  'no-grab-bags': 2,
};

describe('import rules', () => {
  const rules = rulesUnder(`${FOLDER}/[^/]+/`);
  const fixtures = readdirSync(`${root}/${FOLDER}`);
  /** Fixture -> the rules its files break, once for each edge. */
  const broken = new Map<string, string[]>(fixtures.map((name) => [name, []]));

  beforeAll(async () => {
    const { exclude: _exclude, ...rest } = options;
    const { output } = await cruise([FOLDER], {
      ...rest,
      baseDir: root,
      ruleSet: { forbidden: rules },
      validate: true,
    });
    if (typeof output === 'string') throw new Error(output);
    expect(output.summary.totalCruised).toBeGreaterThan(fixtures.length);
    for (const violation of output.summary.violations) {
      const fixture = violation.from.slice(FOLDER.length + 1).split('/')[0] ?? '';
      broken.get(fixture)?.push(violation.rule.name);
    }
  });

  test('every rule has a fixture, and every fixture but the clean one a rule', () => {
    expect(fixtures.filter((name) => name !== 'clean').sort()).toEqual(rules.map((rule) => rule.name).sort());
  });

  test('a clean tree passes', () => {
    expect(broken.get('clean')).toEqual([]);
  });

  test.each(fixtures.filter((name) => name !== 'clean'))('%s fails when broken', (name) => {
    // A fixture is a few files and not a whole product, so most of them hang on no entry point.
    const found = (broken.get(name) ?? []).filter((rule) => rule === name || rule !== 'no-unreachable');
    expect(found).toEqual(Array(EDGES[name] ?? 1).fill(name));
  });
});
