import { describe, expect, it } from 'vitest';
import { htmlOf } from './markdown/renderer.ts';
import { mayMentionAll, type Named, namedBy } from './mention-model.ts';

describe('whom a message names', () => {
  const mentions = { users: ['u1', 'u2'], names: ['ada', 'ben'] };

  it('is told by the words of the text, mine apart', () => {
    expect(namedBy({ mentions, userId: 'u3' }, 'u2')).toEqual({
      ada: { userId: 'u1', mine: false },
      ben: { userId: 'u2', mine: true },
    });
    expect(namedBy({ userId: 'u3' }, 'u2')).toBeNull();
  });

  it('a call to everybody is for everybody but its author', () => {
    const all = { users: [], names: [], all: 'here' as const };
    expect(namedBy({ mentions: all, userId: 'u3' }, 'u2')?.here).toEqual({ mine: true });
    expect(namedBy({ mentions: all, userId: 'u2' }, 'u2')?.here).toEqual({ mine: false });
  });

  it('everybody is called by who may', () => {
    const permissions = {
      post: 'member',
      invite: 'member',
      pin: 'member',
      mentionAll: 'moderator',
      upload: 'member',
    } as const;
    const room = { permissions, archivedAt: null };
    expect(mayMentionAll({ ...room, myRole: 'member' })).toBe(false);
    expect(mayMentionAll({ ...room, myRole: 'moderator' })).toBe(true);
    expect(mayMentionAll(room)).toBe(false);
  });
});

describe('a mention in Markdown', () => {
  const named = { ada: { userId: 'u1', mine: true }, room: { mine: false } };

  const render = (text: string, of: Named | null = named) => htmlOf(text, of);

  it('is a button with the name as it was written, and everybody a mark', () => {
    expect(render('hi **@Ada**, @room')).toBe(
      '<p dir="auto">hi <strong><button type="button" data-mention="u1" data-mine="true">@Ada</button></strong>, <span data-mention="all">@room</span></p>\n',
    );
  });

  it('is nothing in code, in a link, in an address, or of who is not named', () => {
    for (const text of ['`@ada`', '```\n@ada\n```', '[@ada](https://a.example)', 'x@ada', '@ben']) {
      expect(render(text)).not.toContain('data-mention');
    }
    expect(render('@ada', null)).not.toContain('data-mention');
  });
});
