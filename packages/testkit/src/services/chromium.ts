/** The system's Chromium, and the flags a test browser runs with. */
import { CHROMIUM, findProgram } from './programs.ts';

/** The path of a Chromium, or undefined where there is none. */
export const findChromium = (): string | undefined => findProgram(CHROMIUM);

/** No sandbox (containers have none to give), no GPU, and no talk to anybody but the page's own server. */
export const CHROMIUM_FLAGS: readonly string[] = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
