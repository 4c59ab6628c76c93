/**
 * What strains a layout, put beside the demonstration through the front door: the longest names there may be, words
 * that nothing can break, a room nobody has spoken in, an account that was disabled. Done twice, it makes nothing twice.
 */
const LONG_NAME = 'Wolfeschlegelsteinhausenbergerdorff Konstantinopolitańska-Ångström the Younger';
const LONG_ROOM = 'Quarterly planning for the neighbourhood library, its garden and the book club';
const UNBROKEN = `https://archive.example.org/${'collections-and-catalogues-'.repeat(6)}index.html`;

export async function strain(url, password) {
  const ask = async (token, method, path, body) => {
    const answer = await fetch(url + path, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const reply = await answer.json();
    if (!answer.ok) throw new Error(`${method} ${path}: ${JSON.stringify(reply)}`);
    return reply;
  };
  const newcomer = async (username, displayName) => {
    const body = { username, displayName, email: `${username}@demo.example`, password };
    const { user, accessToken } = await ask(null, 'POST', '/api/auth/register', body);
    return { id: user.id, token: accessToken };
  };
  const { accessToken: maya } = await ask(null, 'POST', '/api/auth/login', { login: 'maya', password });
  const { items: people } = await ask(maya, 'GET', '/api/people?limit=100');
  if (people.some(({ displayName }) => displayName === LONG_NAME)) return;

  const long = await newcomer('wolfeschlegelsteinhausenberger', LONG_NAME);
  const gone = await newcomer('gustav', 'Gustav Lund');
  await ask(maya, 'PUT', `/api/people/${gone.id}/disabled`, { disabled: true });

  const guests = ['yusuf', 'ploy'].map((name) => people.find(({ username }) => username === name).id);
  for (const room of [
    { name: LONG_ROOM, description: `${LONG_ROOM}. ${UNBROKEN}`, visibility: 'private' },
    { name: 'Still quiet', description: 'Nobody has said anything here yet.' },
  ]) {
    const { room: made } = await ask(maya, 'POST', '/api/chat/rooms', room);
    for (const userId of [...guests, long.id]) {
      await ask(maya, 'POST', `/api/chat/rooms/${made.id}/members`, { userId });
    }
    if (room.name !== LONG_ROOM) continue;
    const say = (token, content) => ask(token, 'POST', `/api/chat/messages/${made.id}`, { content });
    await say(long.token, `The minutes are here: ${UNBROKEN}`);
    await say(
      maya,
      `\`\`\`\nconst shelf = catalogue.filter((book) => book.place === 'garden' && book.language !== null && !book.lent);\n\`\`\``,
    );
    await say(long.token, `${'Donaudampfschifffahrtsgesellschaft'.repeat(6)} 👋`);
  }
}
