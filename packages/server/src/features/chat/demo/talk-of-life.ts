/** What the same people say beside their work, over the same days. */
import { lines, type Scene } from './script.ts';

export const TALK_OF_LIFE: readonly Scene[] = [
  {
    room: 'thai',
    hoursAgo: 90,
    readBy: ['ploy', 'noah'],
    lines: lines(
      [0, 'ploy', 'ห้องนี้คุยภาษาไทยกันนะคะ พิมพ์ผิดไม่เป็นไร'],
      [5, 'noah', 'สวัสดีครับ ผมเรียนภาษาไทยมาสองปีแล้ว แต่ยังอ่านช้าอยู่'],
      [2, 'ploy', 'อ่านช้าแต่พิมพ์เก่งมากค่ะ 😄'],
      [9, 'noah', '“ซ่อมได้” กับ “ซ่อมเป็น” ต่างกันยังไงครับ'],
      [
        6,
        'ploy',
        '“ซ่อมได้” คือของชิ้นนั้นยังพอซ่อมไหว ส่วน “ซ่อมเป็น” คือคนนั้นมีทักษะในการซ่อมค่ะ เช่น “วิทยุเครื่องนี้ซ่อมได้ แต่ฉันซ่อมไม่เป็น”',
      ],
      [3, 'noah', 'เข้าใจแล้วครับ ขอบคุณมากครับ'],
    ),
  },
  {
    room: 'arabic',
    hoursAgo: 70,
    readBy: ['yusuf'],
    lines: lines(
      [0, 'yusuf', 'أهلًا وسهلًا. هنا نكتب بالعربية، ومن أراد أن يتعلّم فليسأل بلا تردد.'],
      [14, 'maya', 'كيف أقول “repair café” بالعربية؟'],
      [3, 'yusuf', 'أقترح “مقهى الإصلاح”. وعلى الملصق يمكن أن نكتب: أصلِحه ولا ترمِه.'],
      [2, 'ingrid', 'جميل! سأضيفها إلى الملصق.'],
      [6, 'yusuf', 'انتبهوا لاتجاه النص: الأرقام مثل 10:00 تبقى من اليسار إلى اليمين داخل الجملة.'],
    ),
  },
  {
    room: 'kitchen',
    hoursAgo: 47,
    readBy: ['maya', 'tomas', 'ingrid', 'aiko'],
    lines: lines(
      [0, 'ingrid', 'Cardamom buns, second attempt: they rose this time.'],
      [2, 'yusuf', 'How much cardamom?'],
      [
        5,
        'ingrid',
        'More than you dare:\n\n1. 500 g flour, 75 g sugar, 10 g yeast, 300 ml warm milk\n2. two tablespoons of cardamom, *freshly* crushed\n3. knead for ten minutes, rest for an hour\n4. fold, cut, twist, rest again, 225 °C for nine minutes',
        { id: 'buns' },
      ],
      [3, 'aiko', 'Saving this.', { replyTo: 'buns' }],
      [1, 'tomas', 'My oven knows two temperatures, off and volcano.'],
      [8, 'ploy', 'หอมมาถึงนี่เลย 🤤'],
      [
        30,
        'noah',
        'I have eaten four and regret nothing.',
        { edited: 'I have eaten five and regret nothing.' },
      ],
    ),
  },
  {
    room: 'books',
    hoursAgo: 40,
    readBy: ['tomas', 'aiko'],
    lines: lines(
      [0, 'tomas', 'This month: *The Dispossessed*. We meet on the last Thursday.'],
      [21, 'aiko', 'Halfway through. The chapter on the strike is better than I remembered.'],
      [4, 'noah', 'No spoilers, I am on page 60!'],
      [1, 'aiko', 'He builds a ship out of', { deleted: true }],
      [2, 'aiko', 'Sorry, Noah. Taken back before it hurt.'],
      [3, 'noah', 'I saw nothing. 🙈'],
    ),
  },
  {
    room: 'maya+tomas',
    hoursAgo: 28,
    readBy: ['maya', 'tomas'],
    lines: lines(
      [0, 'maya', 'Could you show Ravi around the server before Saturday? He is only a guest so far.'],
      [6, 'tomas', 'Sure. Guests see just the rooms they were brought into, so it is a short tour.'],
      [2, 'maya', 'Then let us make him a member after the launch. He has earned it.'],
      [1, 'tomas', 'Agreed.'],
    ),
  },
  {
    room: 'noah+yusuf',
    hoursAgo: 20,
    readBy: ['noah'],
    lines: lines(
      [0, 'yusuf', 'Is the waiting list first come, first served, or by what is broken?'],
      [4, 'noah', 'First come. Deciding whose toaster matters more is above my pay grade.'],
      [2, 'yusuf', 'Wise.'],
    ),
  },
  {
    room: 'maya+aiko',
    hoursAgo: 5,
    readBy: ['aiko'],
    lines: lines(
      [
        0,
        'aiko',
        'I put two versions of the poster on the table by the window. The left one is louder, the right one is better.',
      ],
      [3, 'aiko', 'No pressure, but the right one.'],
    ),
  },
  {
    room: 'maya+ploy+yusuf',
    hoursAgo: 4,
    readBy: ['maya', 'ploy'],
    lines: lines(
      [0, 'maya', 'You two: may I send you the sign-up page in Thai and Arabic tonight, for a last look?'],
      [5, 'ploy', 'ได้เลยค่ะ ส่งมาได้เลย'],
      [9, 'yusuf', 'Of course. I will also check the plurals: Arabic has six of them.'],
      [1, 'maya', 'Six!'],
      [1, 'yusuf', 'صفر، واحد، اثنان، قليل، كثير، وما بقي 🙂'],
    ),
  },
];
