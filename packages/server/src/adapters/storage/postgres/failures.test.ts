/** What PostgreSQL says of a failure, and what a batch does about it. */
import pg from 'pg';
import { expect, it } from 'vitest';
import { failureOf } from './failures.ts';

function said(code: string): pg.DatabaseError {
  const error = new pg.DatabaseError(`SQLSTATE ${code}`, 0, 'error');
  error.code = code;
  return error;
}

it.each([
  ['a full disk', '53100', 'lost'],
  ['no memory', '53200', 'lost'],
  ['no connection left', '53300', 'lost'],
  ['a disk that fails', '58030', 'lost'],
  ['a server that only reads', '25006', 'lost'],
  ['a connection that broke', '08006', 'lost'],
  ['a circle of locks', '40P01', 'retry'],
  ['a time-out', '57014', 'retry'],
  ['a key there is already', '23505', 'constraint'],
  // The statement's own fault, which no waiting mends.
  ['a column that is not there', '42703', 'statement'],
  ['a number too large', '22003', 'statement'],
])('L5: %s (%s) is %s', (_, code, kind) => {
  expect(failureOf(said(code)).kind).toBe(kind);
});

it('what the server did not say is a lost connection, but for a value that can’t be sent', () => {
  expect(failureOf(new Error('connect ECONNREFUSED')).kind).toBe('lost');
  expect(failureOf(new TypeError('a bigint where there is none')).kind).toBe('statement');
});
