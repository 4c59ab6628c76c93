/** A line whose far end the test plays. */
import type { WireError } from '@parley/contract/kernel/errors';
import type { LinkHandlers, SocketPort } from '../src/transport/port.ts';

export interface Asked {
  readonly name: string;
  readonly input: unknown;
  readonly answer: (data: unknown) => void;
  readonly refuse: (error: WireError) => void;
}

export interface FakeLink {
  readonly token: string;
  readonly handlers: LinkHandlers;
  readonly asked: Asked[];
  closed: boolean;
}

export class FakeLine implements SocketPort {
  readonly links: FakeLink[] = [];

  readonly open: SocketPort['open'] = (token, handlers) => {
    const link: FakeLink = { token, handlers, asked: [], closed: false };
    this.links.push(link);
    return {
      request: (name, input, answered) => {
        link.asked.push({
          name,
          input,
          answer: (data) => answered({ ok: true, data }),
          refuse: (error) => answered({ ok: false, error }),
        });
      },
      close: () => {
        link.closed = true;
      },
    };
  };

  get last(): FakeLink {
    const link = this.links.at(-1);
    if (link === undefined) throw new Error('no line was opened');
    return link;
  }
}
