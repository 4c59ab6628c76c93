/** Bearer authentication of REST (RFC 6750 §2.1, §3). */
import { wireError } from '@parley/contract/kernel/errors';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refused } from '../../kernel/index.ts';
import type { Authenticator, Login } from '../auth/authenticator.ts';

export type Authenticate = (request: FastifyRequest, reply: FastifyReply) => Promise<Login>;

/** Throws `Refused` and sets the challenge that says what was missing. */
export function bearer(authenticator: Authenticator): Authenticate {
  return async (request, reply) => {
    const header = request.headers.authorization;
    if (header === undefined) {
      throw unauthenticated(reply, 'Bearer realm="parley"', 'Authentication required');
    }
    const token = /^Bearer +(\S+) *$/i.exec(header)?.[1];
    const login = token === undefined ? null : await authenticator.authenticate(token);
    if (login) return login;
    throw unauthenticated(reply, 'Bearer realm="parley", error="invalid_token"', 'Invalid token');
  };
}

function unauthenticated(reply: FastifyReply, challenge: string, message: string): Refused {
  reply.header('www-authenticate', challenge);
  return new Refused(wireError('UNAUTHENTICATED', message));
}
