/** People for demonstrations. Run twice, it makes nobody twice. */
import type { Role } from '@parley/contract/features/accounts/model';
import type { Newcomer, Registration } from './registration.ts';
import type { AccountsStore } from './store.ts';

export interface SeededPerson {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
}

/** Makes whoever of them isn't there yet, with one password; answers all of them. */
export type SeedPeople = (password: string) => Promise<readonly SeededPerson[]>;

const PEOPLE: readonly { readonly username: string; readonly displayName: string; readonly role: Role }[] = [
  { username: 'maya', displayName: 'Maya Lindqvist', role: 'admin' },
  { username: 'tomas', displayName: 'Tomás Herrera', role: 'moderator' },
  { username: 'ploy', displayName: 'พลอย ศรีสุข', role: 'member' },
  { username: 'yusuf', displayName: 'يوسف منصور', role: 'member' },
  { username: 'aiko', displayName: 'Aiko Tanaka', role: 'member' },
  { username: 'noah', displayName: 'Noah Okafor', role: 'member' },
  { username: 'ingrid', displayName: 'Ingrid Solberg', role: 'member' },
  { username: 'ravi', displayName: 'Ravi Menon', role: 'guest' },
];

export function seedPeople(users: AccountsStore, registration: Registration): SeedPeople {
  return async (password) => {
    const people: SeededPerson[] = [];
    for (const { username, displayName, role } of PEOPLE) {
      const newcomer: Newcomer = { username, email: `${username}@demo.example`, password, displayName };
      const user =
        (await users.userByLogin(username)) ??
        (await registration.create(newcomer, async () => ({ role, statements: [] })));
      people.push({ id: user.id, username: user.username, displayName: user.display_name });
    }
    return people;
  };
}
