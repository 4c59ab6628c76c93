/** Texts lie here by language, or in their feature's own folder: `./chat.json`, `../../features/polls/texts/en.json`. */
const FEATURE = /([\w-]+)(?:\/texts\/\w+)?\.json$/;

/** The feature a file of texts belongs to, which is its namespace. */
export function featureOf(path: string): string {
  const feature = FEATURE.exec(path)?.[1];
  if (feature === undefined) throw new Error(`${path} holds no texts`);
  return feature;
}
