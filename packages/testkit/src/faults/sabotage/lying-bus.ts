/** Imported before a server, it makes the bus change every fifth message it brings from another node: a harness must notice. */
import { Hubs } from '@parley/server/kernel/fanout/hubs';

const receive = Hubs.prototype.receive;
let messages = 0;

Hubs.prototype.receive = function (this: Hubs, topic: string, body: string) {
  const talk = body.includes('"chat:message"');
  messages += talk ? 1 : 0;
  const lie = talk && messages % 5 === 0;
  return receive.call(this, topic, lie ? body.replace(/"content":"[^"]*"/, '"content":"a lie"') : body);
};
