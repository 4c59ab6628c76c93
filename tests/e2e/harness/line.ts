/** The line between a page and the server, in the story's hand: what comes over it is held, lost or answered by us. */
import type { Page, WebSocketRoute } from '@playwright/test';

export interface Line {
  /** The next answer to this command is lost, and the connection with it; the server has carried it out. */
  loseAnswerTo(command: string): void;
  /** This command is not passed on but refused with `error`, until `heal`. */
  refuse(command: string, error: { readonly code: string; readonly message: string }): void;
  /** Answers to this command wait until `release`. */
  hold(command: string): void;
  /** How many answers wait. */
  readonly held: () => number;
  release(): void;
  /** Nothing is stood in the way of any longer. */
  heal(): void;
  /** How often this command was passed on. */
  readonly passed: (command: string) => number;
}

/** A command that wants an answer: Engine.IO message, Socket.IO event, namespace, number of the answer, name. */
const COMMAND = /^42(\/[^,]+,)?(\d+)\["([^"]+)"/;
const ANSWER = /^43(?:\/[^,]+,)?(\d+)\[/;

/** To be called before the page is opened. */
export async function holdLine(page: Page): Promise<Line> {
  let lose: string | null = null;
  let refused: { readonly command: string; readonly error: object } | null = null;
  let holding: string | null = null;
  let waiting: (() => void)[] = [];
  const passed: string[] = [];

  await page.routeWebSocket(/\/socket\.io\//, (toPage: WebSocketRoute) => {
    const toServer = toPage.connectToServer();
    const asked = new Map<string, string>();
    let lost = false;
    toPage.onMessage((frame) => {
      const [, namespace = '', number = '', command = ''] = COMMAND.exec(String(frame)) ?? [];
      if (refused !== null && command === refused.command) {
        const answer = { ok: false, error: { retryable: false, ...refused.error } };
        toPage.send(`43${namespace}${number}[${JSON.stringify(answer)}]`);
        return;
      }
      if (command !== '') {
        passed.push(command);
        asked.set(number, command);
      }
      toServer.send(frame);
    });
    toServer.onMessage((frame) => {
      if (lost) return;
      const [, number = ''] = ANSWER.exec(String(frame)) ?? [];
      const command = asked.get(number);
      if (command !== undefined && command === lose) {
        lose = null;
        lost = true;
        void toPage.close();
        void toServer.close();
      } else if (command !== undefined && command === holding) {
        waiting.push(() => toPage.send(frame));
      } else toPage.send(frame);
    });
  });

  const release = () => {
    const now = waiting;
    waiting = [];
    holding = null;
    for (const send of now) send();
  };
  return {
    loseAnswerTo: (command) => {
      lose = command;
    },
    refuse: (command, error) => {
      refused = { command, error };
    },
    hold: (command) => {
      holding = command;
    },
    held: () => waiting.length,
    release,
    heal: () => {
      refused = null;
      lose = null;
      release();
    },
    passed: (command) => passed.filter((one) => one === command).length,
  };
}
