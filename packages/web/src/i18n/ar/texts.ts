/** Every feature's texts in this language, as one chunk that is loaded when the language is chosen. */
import { featureOf } from '../feature-of.ts';

const files = import.meta.glob<Record<string, unknown>>(['./*.json', '../../features/*/texts/ar.json'], {
  eager: true,
  import: 'default',
});

export const texts = Object.fromEntries(
  Object.entries(files).map(([path, content]) => [featureOf(path), content]),
);
