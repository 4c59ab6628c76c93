/** What the team says about its work, over five days. */
import { lines, type Scene } from './script.ts';

export const TALK_OF_WORK: readonly Scene[] = [
  {
    room: 'general',
    hoursAgo: 99,
    readBy: ['maya', 'tomas', 'ploy', 'yusuf', 'aiko', 'noah', 'ingrid'],
    lines: lines(
      [0, 'maya', 'Welcome, everybody! This is our own server now: our rooms, our history, our rules.'],
      [2, 'tomas', 'Nice. It is running on the little machine under my desk, so please be gentle 🙂'],
      [1, 'ingrid', 'Does that mean it goes away when you vacuum?'],
      [
        1,
        'tomas',
        'Everything said is on disk before you see it. The vacuum cleaner and I have an agreement.',
      ],
      [
        6,
        'maya',
        'A few habits to begin with:\n\n- **Design** and **Engineering** are open to all, drop in\n- dates live in *Launch in May*\n- the *Kitchen table* is for everything else\n\nAnd write in the language you think in. We have [rooms for Thai and Arabic](https://example.org/rooms).',
        { id: 'habits' },
      ],
      [3, 'ploy', 'สวัสดีทุกคนค่ะ ดีใจที่ได้ใช้ที่นี่ 🙏'],
      [2, 'yusuf', 'مرحبًا بالجميع، سعيد بانضمامي إليكم.'],
      [4, 'noah', 'Good to be here.', { replyTo: 'habits' }],
    ),
  },
  {
    room: 'engineering',
    hoursAgo: 76,
    readBy: ['maya', 'tomas', 'noah', 'yusuf'],
    lines: lines(
      [
        0,
        'noah',
        'Booking two repairs at the same minute still double-books the bench. Reproduced it three times this morning.',
      ],
      [4, 'tomas', 'We read the free slots first and write afterwards, so two people can see the same slot.'],
      [2, 'yusuf', 'Let the database say no: one unique index instead of a check.', { id: 'unique-index' }],
      [
        5,
        'noah',
        'Like this?\n\n```sql\ncreate unique index one_repair_per_bench\n  on bookings (bench_id, starts_at)\n  where cancelled_at is null;\n```',
      ],
      [1, 'yusuf', 'Exactly. And answer the loser with the next free slot, not with an error page.'],
      [
        9,
        'noah',
        '```ts\ntry {\n  return await book(slot);\n} catch (cause) {\n  if (!isUniqueViolation(cause)) throw cause;\n  return { taken: slot, next: await nextFree(slot) };\n}\n```\nWorks, and it is less code than before.',
        { replyTo: 'unique-index' },
      ],
      [3, 'tomas', 'Merge it. That is the nicest bug fix: the one that deletes lines.'],
      [40, 'ingrid', 'For the record, in words for the rest of us?', { thread: 'unique-index' }],
      [
        6,
        'noah',
        'Two people can ask for the same chair, but only one can sit down. The other is shown the next free chair at once.',
        { thread: 'unique-index' },
      ],
    ),
  },
  {
    room: 'design',
    hoursAgo: 52,
    readBy: ['maya', 'aiko', 'ingrid'],
    lines: lines(
      [0, 'aiko', 'I walked through the booking form with three volunteers at the café on Saturday. Notes:'],
      [
        2,
        'aiko',
        'Nobody read the introduction. All three looked for the calendar first and asked “do I have to register?” within ten seconds. One gave up at the phone number, because she did not want to be called. The word “bench” confused everybody: they thought of a park. What worked: the list of what people usually bring (toaster, zip, lamp, bike), because it told them they were in the right place. My proposal: calendar at the top, no registration before the last step, phone number optional, and “table” instead of “bench” everywhere people can see it.',
        { id: 'notes' },
      ],
      [5, 'maya', 'This is gold. Yes to all four.'],
      [3, 'ploy', 'คำว่า “โต๊ะซ่อม” ในภาษาไทยก็ชัดกว่าด้วยค่ะ'],
      [7, 'tomas', 'The API still says bench. Is that a problem?', { replyTo: 'notes' }],
      [2, 'aiko', 'Only where people can see it. Machines may sit in the park.'],
      [12, 'ingrid', 'Colour for “taken”: please not red. Red says *you* did something wrong.'],
      [1, 'aiko', 'Gray with a line through it?', { edited: 'Gray, with a line through the time?' }],
      [2, 'ingrid', 'Perfect.'],
    ),
  },
  {
    room: 'launch',
    hoursAgo: 30,
    readBy: ['maya', 'tomas', 'ingrid'],
    lines: lines(
      [0, 'maya', 'The library says yes: we may use the reading room on Saturday, 9 May, 10:00 to 16:00.'],
      [1, 'tomas', '🎉'],
      [3, 'ingrid', 'I ask the tool library for two extra soldering stations. Who has a car?'],
      [6, 'noah', 'Me, but it holds one soldering station or one Noah.'],
      [2, 'ravi', 'I can bring them by cargo bike, it is on my way.'],
      [
        4,
        'maya',
        'Thank you, Ravi! Then the list is: posters (Aiko), sign-up page (Noah), tools (Ingrid and Ravi), cake (all).',
      ],
      [1, 'noah', 'Define “cake (all)”.', { deleted: true }],
      [15, 'aiko', 'First poster goes to the printer tomorrow. Last chance for spelling.'],
    ),
  },
  {
    room: 'engineering',
    hoursAgo: 7,
    readBy: ['tomas', 'noah'],
    lines: lines(
      [
        0,
        'tomas',
        'Numbers from last night’s load test: 400 people booking at once, slowest answer 180 ms, no double booking.',
      ],
      [3, 'yusuf', 'And memory?'],
      [1, 'tomas', 'Flat. `rss` went from 96 MB to 104 MB and stayed there for an hour.'],
      [4, 'noah', 'Then the only thing that can fail on the ninth is the coffee machine.'],
      [
        11,
        'yusuf',
        'I have written the restore drill down as well: stop, copy the folder, start. Four minutes, most of them walking.',
      ],
      [
        25,
        'ploy',
        'Could somebody look at the Thai date format? The form shows 2026 where people expect 2569.',
        {
          id: 'era',
        },
      ],
      [
        6,
        'noah',
        '`new Intl.DateTimeFormat("th-TH", { dateStyle: "long" })` gives the Buddhist era by itself. I will use that instead of our own table.',
        {
          replyTo: 'era',
        },
      ],
      [2, 'ploy', 'เยี่ยมเลย ขอบคุณค่ะ'],
    ),
  },
  {
    room: 'launch',
    hoursAgo: 2,
    readBy: ['maya'],
    lines: lines(
      [0, 'ingrid', 'The soldering stations are ours for the weekend. Deposit paid.'],
      [8, 'aiko', 'Posters are back and they are beautiful. I hang ten in the north, who takes the south?'],
      [3, 'tomas', 'South is mine, I run there anyway.'],
      [20, 'maya', 'Sign-ups: 31. With last year’s no-shows that fills every table until two.'],
      [2, 'noah', 'Should I open a waiting list at 40?'],
      [4, 'ingrid', 'Yes, and tell people their place on it. Waiting is fine when you know how long.'],
    ),
  },
  {
    room: 'general',
    hoursAgo: 1,
    readBy: [],
    lines: lines(
      [0, 'maya', 'Short round tomorrow at 10:00: ten minutes, standing, tea allowed.'],
      [4, 'noah', 'Tea *required*.'],
      [3, 'ingrid', 'I will be on the train, but I can type.'],
      [6, 'ploy', 'พรุ่งนี้เจอกันค่ะ'],
      [2, 'yusuf', 'إلى الغد إن شاء الله.'],
    ),
  },
];
