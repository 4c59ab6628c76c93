/** Light, dark, or as the machine has it: remembered under the key `boot.js` reads before the first paint. */
import { localStorageColorSchemeManager, type MantineColorSchemeManager } from '@mantine/core';

export function schemeManager(): MantineColorSchemeManager {
  return localStorageColorSchemeManager({ key: 'parley:scheme' });
}
