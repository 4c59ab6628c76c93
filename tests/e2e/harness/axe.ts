/** What axe finds on a page, in words: rule, and where. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** By every rule; `colours`: by those only that a change of colours can break. */
export async function findings(page: Page, rules: 'all' | 'colours' = 'all'): Promise<readonly string[]> {
  // Our pages have no frames; looking for some takes a page of its own.
  const builder = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  if (rules === 'colours') builder.withRules(['color-contrast', 'link-in-text-block']);
  const { violations } = await builder.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`),
  );
}
