/** The rooms of the demonstration: a small team that builds a repair café's booking site. */
import type { DemoDirect, DemoRoom } from './script.ts';

export const GENERAL = 'general';

export const DEMO_ROOMS: readonly DemoRoom[] = [
  {
    key: 'design',
    name: 'Design',
    description: 'Screens, words and colours. Share early, share rough.',
    visibility: 'public',
    people: ['aiko', 'maya', 'tomas', 'ploy', 'ingrid'],
    roles: { maya: 'moderator' },
  },
  {
    key: 'engineering',
    name: 'Engineering',
    description: 'How it is built. Paste code, ask why.',
    visibility: 'public',
    people: ['noah', 'maya', 'tomas', 'yusuf', 'ingrid', 'ploy'],
    roles: { tomas: 'moderator' },
  },
  {
    key: 'launch',
    name: 'Launch in May',
    description: 'Dates, partners, who does what.',
    visibility: 'private',
    people: ['maya', 'tomas', 'aiko', 'noah', 'ingrid', 'ravi'],
    roles: { ingrid: 'moderator' },
  },
  {
    key: 'kitchen',
    name: 'Kitchen table',
    description: 'Everything that is not work.',
    visibility: 'public',
    people: ['ingrid', 'maya', 'tomas', 'ploy', 'yusuf', 'aiko', 'noah'],
  },
  {
    key: 'thai',
    name: 'ภาษาไทย',
    description: 'คุยกันเป็นภาษาไทย ใครอยากฝึกก็เข้ามาได้เลย',
    visibility: 'public',
    people: ['ploy', 'maya', 'noah'],
  },
  {
    key: 'arabic',
    name: 'العربية',
    description: 'نقاشات بالعربية، والمبتدئون مرحَّب بهم',
    visibility: 'public',
    people: ['yusuf', 'maya', 'ingrid'],
  },
  {
    key: 'books',
    name: 'Book club',
    description: 'One book a month, no homework.',
    visibility: 'public',
    people: ['tomas', 'aiko', 'ploy', 'noah'],
  },
];

export const DEMO_DIRECTS: readonly DemoDirect[] = [
  { key: 'maya+tomas', people: ['maya', 'tomas'] },
  { key: 'maya+aiko', people: ['maya', 'aiko'] },
  { key: 'noah+yusuf', people: ['noah', 'yusuf'] },
  { key: 'maya+ploy+yusuf', people: ['maya', 'ploy', 'yusuf'] },
];
