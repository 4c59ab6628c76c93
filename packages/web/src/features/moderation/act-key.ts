/** The text of an act: a text's key holds words only, a colon would name a namespace. */
export function actKey(action: string): string {
  return action.replaceAll(/[:-]/g, '_');
}
