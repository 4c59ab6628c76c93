/** Registration before and after the server is asked. */
import { ParleyError } from '@parley/client/errors';
import { expect, test } from 'vitest';
import { problemsFrom, problemsOf, proposedUsername } from './registration-model.ts';

const good = {
  displayName: 'Ada Lovelace',
  username: 'ada.lovelace',
  email: 'ada@example.org',
  password: 'correct horse',
};

test('a complete draft has no problems', () => {
  expect(problemsOf(good)).toEqual({});
});

test('each field is complained about by itself', () => {
  expect(problemsOf({ ...good, username: '.ada' })).toEqual({ username: 'username' });
  expect(problemsOf({ ...good, email: 'ada at example' })).toEqual({ email: 'email' });
  expect(problemsOf({ ...good, password: 'short' })).toEqual({ password: 'password' });
});

test('a taken name and a malformed one are told apart', () => {
  const refusal = (code: 'CONFLICT' | 'INVALID') =>
    new ParleyError({ code, message: '', retryable: false, details: [{ path: 'username', message: '' }] });
  expect(problemsFrom(refusal('CONFLICT'))).toEqual({ username: 'usernameTaken' });
  expect(problemsFrom(refusal('INVALID'))).toEqual({ username: 'username' });
});

test('a refusal about no field names none', () => {
  expect(problemsFrom(new ParleyError({ code: 'FORBIDDEN', message: '', retryable: false }))).toEqual({});
});

test('a username is proposed from a name, and from a name without Latin letters none is', () => {
  expect(proposedUsername('Zoë  Müller-Ört')).toBe('zoe.muller.ort');
  expect(proposedUsername('สมชาย')).toBe('');
});
