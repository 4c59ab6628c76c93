/** The system's Chromium, and the flags a test browser runs with. */
import { CHROMIUM, findProgram, HEADLESS_SHELL } from './programs.ts';

/** The path of a Chromium, or undefined where there is none. */
export const findChromium = (): string | undefined => findProgram(CHROMIUM);

/** The one stories are told in: the headless shell where there is one. */
export const findStoryBrowser = (): string | undefined => findProgram(HEADLESS_SHELL) ?? findChromium();

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
