/** What becomes of texts: structure, safety before the sanitiser has even looked, and what is too much of a good thing. */
import { describe, expect, it, test } from 'vitest';
import { htmlOf } from './renderer.ts';

const html = (text: string) => (htmlOf(text) ?? 'as written').trim();

test.each([
  ['**b** _i_ ~~s~~ `c`', '<p dir="auto"><strong>b</strong> <em>i</em> <s>s</s> <code>c</code></p>'],
  ['one\ntwo', '<p dir="auto">one<br>\ntwo</p>'],
  [
    'a|b\n:-|-:\n1|2',
    '<table dir="auto">\n<thead>\n<tr>\n<th data-align="left">a</th>\n<th data-align="right">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td data-align="left">1</td>\n<td data-align="right">2</td>\n</tr>\n</tbody>\n</table>',
  ],
  ['# Head', '<h1 dir="auto">Head</h1>'],
  ['<b onclick=x>', '<p dir="auto">&lt;b onclick=x&gt;</p>'],
  ['- [x](http', '<ul dir="auto">\n<li>[x](http</li>\n</ul>'],
])('%j', (text, expected) => expect(html(text)).toBe(expected));

describe('links', () => {
  const link = (href: string, text: string) =>
    `<a href="${href}" target="_blank" rel="noopener noreferrer nofollow ugc">${text}</a>`;

  it.each([
    ['https://a.example/b', link('https://a.example/b', 'https://a.example/b')],
    ['[a](https://a.example)', link('https://a.example', 'a')],
    ['www.a.example/b.', `${link('https://www.a.example/b', 'www.a.example/b')}.`],
    ['me@a.example', link('mailto:me@a.example', 'me@a.example')],
    ['![alt](https://a.example/x.png)', link('https://a.example/x.png', 'alt')],
    ['![](https://a.example/x.png)', link('https://a.example/x.png', 'https://a.example/x.png')],
    ['see readme.md and main.rs', 'see readme.md and main.rs'],
  ])('%s', (text, expected) => expect(html(text)).toBe(`<p dir="auto">${expected}</p>`));

  it.each([
    '[a](javascript:alert(1))',
    '[a](JaVaScRiPt:alert(1))',
    '[a](&#106;avascript:alert(1))',
    '[a](java\tscript:alert(1))',
    '[a](data:text/html,x)',
    '![a](data:image/svg+xml,x)',
    '![a](javascript:alert(1))',
    '[a](vbscript:x)',
    '[a](file:///etc/passwd)',
    '[a](/people)',
    '[a](//evil.example)',
    '<javascript:alert(1)>',
    'javascript:alert(1)',
    '[a]: javascript:alert(1)\n\n[a]',
  ])('%s leads nowhere', (text) => expect(html(text)).not.toContain('<a'));
});

describe('emoji of the server’s own', () => {
  const pictures = { parrot: '/api/emoji/1', 'a"b': '/x', my_cat_: '/api/emoji/2' };
  const shown = (text: string) => (htmlOf(text, null, pictures) ?? 'as written').trim();
  const img = (name: string, url: string) =>
    `<img data-emoji="true" src="${url}" alt=":${name}:" title=":${name}:">`;
  const parrot = img('parrot', '/api/emoji/1');

  it.each([
    [':parrot:', parrot],
    ['a :parrot::parrot: b', `a ${parrot}${parrot} b`],
    ['**:parrot:**', `<strong>${parrot}</strong>`],
    // No mark of Markdown within a name is one.
    [':my_cat_: _so_', `${img('my_cat_', '/api/emoji/2')} <em>so</em>`],
    [':pirate: 10:30:00', ':pirate: 10:30:00'],
    ['`:parrot:`', '<code>:parrot:</code>'],
    ['\\:parrot:', ':parrot:'],
  ])('%s', (text, expected) => expect(shown(text)).toBe(`<p dir="auto">${expected}</p>`));

  it('are text in blocks of code and in addresses, and where there is none', () => {
    expect(shown('```\n:parrot:\n```')).not.toContain('<img');
    expect(shown('    :parrot:')).not.toContain('<img');
    expect(shown('https://a.example/:parrot:')).not.toContain('<img');
    expect(html(':parrot:')).toBe('<p dir="auto">:parrot:</p>');
  });
});

describe('task lists', () => {
  it('have boxes nobody can tick, named by their text', () => {
    expect(html('- [ ] tea\n- [x] **cake**\n- [y] no')).toBe(
      [
        '<ul dir="auto">',
        '<li data-task="open"><label><input type="checkbox" disabled> tea</label></li>',
        '<li data-task="done"><label><input type="checkbox" disabled checked> <strong>cake</strong></label></li>',
        '<li>[y] no</li>',
        '</ul>',
      ].join('\n'),
    );
  });

  it.each(['[ ] no list', '- [ ]', '- [x]no space', '> [ ] quote'])('%j is none', (text) =>
    expect(html(text)).not.toContain('<input'),
  );
});

describe('code', () => {
  it('keeps what is in it, and says its language', () => {
    expect(html('```ts\nconst a = "<b>";\n```')).toBe(
      '<figure data-code="true" data-language="ts"><figcaption></figcaption><pre tabindex="0"><code>const a = &quot;&lt;b&gt;&quot;;\n</code></pre></figure>',
    );
    expect(html('    plain')).toContain('<code>plain\n</code>');
    expect(html('```"><script>\nx\n```')).toContain('data-language="&quot;&gt;&lt;script&gt;"');
  });

  it('folds what is long', () => {
    const lines = (count: number) => `\`\`\`\n${'x\n'.repeat(count)}\`\`\``;
    expect(html(lines(30))).not.toContain('data-folded');
    expect(html(lines(31))).toContain('data-long="31" data-folded="true"');
  });
});

describe('formulas', () => {
  it.each([
    ['$$x^2$$', '<p dir="auto"><span data-math="block">$$x^2$$</span></p>'],
    ['so $$a<b$$ is', '<p dir="auto">so <span data-math="inline">$$a&lt;b$$</span> is</p>'],
    ['$$a_1 * b_2 * c_3$$', '<p dir="auto"><span data-math="block">$$a_1 * b_2 * c_3$$</span></p>'],
    ['$$\nx\n$$', '<p dir="auto"><span data-math="block">$$x$$</span></p>'],
    ['```math\n\\frac{a}{b}\n```', '<p><span data-math="block">$$\\frac{a}{b}$$</span></p>'],
    ['it costs $5 or $$', '<p dir="auto">it costs $5 or $$</p>'],
    ['`$$x$$`', '<p dir="auto"><code>$$x$$</code></p>'],
  ])('%j', (text, expected) => expect(html(text)).toBe(expected));
});

describe('too much structure is shown as it was written, in bounded time', () => {
  const wide = 1_000;
  test.each([
    ['quotes in quotes', '>'.repeat(10_000)],
    ['lists in lists', Array.from({ length: 120 }, (_, n) => `${'  '.repeat(n)}- x`).join('\n')],
    ['numbers in numbers', `${'1. '.repeat(3_000)}x`],
    ['quotes and lists in turn', `${'> - '.repeat(2_000)}x`],
    ['a table of a thousand columns', `${'|a'.repeat(wide)}|\n${'|-'.repeat(wide)}|\n`],
    ['a table of very many rows', `a|b\n-|-\n${'x|y\n'.repeat(2_000)}`],
    ['emphasis in emphasis', `${'*a '.repeat(100)}b${' a*'.repeat(100)}`.replaceAll(' a*', 'a*')],
    ['a novel', 'word **bold** '.repeat(2_000)],
  ])('%s', (_, text) => expect(html(text)).toBe('as written'));

  test.each([
    ['open brackets', '['.repeat(10_000)],
    ['stars', '*'.repeat(8_000)],
    ['stars and letters', '*a '.repeat(2_600)],
    ['tildes', '~~a'.repeat(2_600)],
    ['underscores', '_a'.repeat(4_000)],
    ['pictures that never end', '![[]()'.repeat(1_300)],
    ['links that never end', '[a]('.repeat(2_000)],
    ['ticks', Array.from({ length: 120 }, (_, n) => '`'.repeat(n)).join(' ')],
    ['fences', '```\n'.repeat(2_000)],
    ['addresses', 'http://'.repeat(1_100)],
    ['at signs', 'a@'.repeat(4_000)],
    ['www', 'www.'.repeat(2_000)],
    ['dollars', '$$a'.repeat(2_600)],
    ['escapes', '\\'.repeat(8_000)],
    ['references', `${'[a]: b\n'.repeat(1_000)}${'[a]'.repeat(100)}`],
  ])('%s cost little either way', (_, text) => {
    const before = performance.now();
    htmlOf(text);
    // The structure above is what is asserted; this notices only what never ends.
    expect(performance.now() - before).toBeLessThan(3_000);
  });
});

describe('addresses of this server', () => {
  const origin = 'https://talk.example';
  test.each([
    ['https://talk.example/rooms/tea', 'data-room="tea"'],
    ['see https://talk.example/rooms/tea?message=m1.', 'data-room="tea" data-message="m1"'],
    ['<https://talk.example/rooms/tea>', 'data-room="tea"'],
  ])('%j is marked', (text, mark) => expect(htmlOf(text, null, null, origin)).toContain(mark));

  test.each([
    '[my words](https://talk.example/rooms/tea)',
    'https://elsewhere.example/rooms/tea',
    'https://talk.example/docs/tea',
    '`https://talk.example/rooms/tea`',
  ])('%j is not', (text) => expect(htmlOf(text, null, null, origin)).not.toContain('data-room'));
});
