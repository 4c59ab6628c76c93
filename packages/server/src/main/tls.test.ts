/** HTTPS and secure WebSockets from this server itself, with files whoever runs it made; and what it says of wrong ones. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Certificate, selfSigned } from '@parley/testkit/services/certificate';
import { findProgram, OPENSSL } from '@parley/testkit/services/programs';
import { describeWith } from '@parley/testkit/services/suite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer } from './compose.ts';
import { explain } from './explain.ts';
import { command, PASSWORD, type TestServer, testServer } from './harness.ts';

interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

describeWith(OPENSSL, findProgram(OPENSSL), 'TLS', (openssl) => {
  let folder: string;
  let ours: Certificate;
  let others: Certificate;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'parley-tls-'));
    ours = selfSigned(openssl, folder, 'ours');
    others = selfSigned(openssl, folder, 'others');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  describe('a server with a certificate', () => {
    let server: TestServer;
    let ca: string;

    beforeAll(async () => {
      server = await testServer({ TLS_CERT: ours.cert, TLS_KEY: ours.key });
      ca = readFileSync(ours.cert, 'utf8');
    });
    afterAll(() => server.close());

    /** As `fetch` would, which can’t be told whom to trust. */
    function ask(path: string, body?: object): Promise<Answered> {
      return new Promise((resolve, reject) => {
        const asking = request(server.url + path, {
          ca,
          method: body ? 'POST' : 'GET',
          headers: body ? { 'content-type': 'application/json' } : {},
        });
        asking.once('error', reject).once('response', (response) => {
          let text = '';
          response.setEncoding('utf8').on('data', (part: string) => {
            text += part;
          });
          response.once('end', () =>
            resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
          );
        });
        asking.end(body ? JSON.stringify(body) : undefined);
      });
    }

    async function signIn(): Promise<{ token: string; cookie: string }> {
      const { status, headers, text } = await ask('/api/auth/login', { login: 'olga', password: PASSWORD });
      expect(status, text).toBe(200);
      const { accessToken } = JSON.parse(text) as { accessToken: string };
      return { token: accessToken, cookie: headers['set-cookie']?.join('\n') ?? '' };
    }

    it('prints an https address, answers there, and tells browsers to stay with it', async () => {
      expect(server.url).toMatch(/^https:\/\/localhost:\d+$/);
      const { status, headers } = await ask('/readyz');
      expect(status).toBe(200);
      expect(headers['strict-transport-security']).toMatch(/^max-age=\d+/);
    });

    it('keeps what renews a sign-in to connections over TLS', async () => {
      expect((await signIn()).cookie).toMatch(/; Secure/i);
    });

    it.each([['websocket'], ['polling']])(
      'P1: a stock client joins by %s over TLS, and what it says is acknowledged and kept',
      async (transport) => {
        const { token } = await signIn();
        const socket = await server.dial('/chat', { auth: { token }, ca, transports: [transport] });
        expect(socket.io.engine.transport.name).toBe(transport);
        const joined = await command(socket, 'chat:join', { roomId: 'general' });
        expect(joined.ok).toBe(true);
        const said = await command(socket, 'chat:message', { roomId: 'general', content: transport });
        expect(said).toMatchObject({ ok: true, data: { message: { content: transport } } });
        const read = await command(socket, 'chat:history', { roomId: 'general' });
        expect(read.data?.items).toContainEqual(said.data?.message);
      },
    );

    it('a stock client without a valid token is refused here as anywhere', async () => {
      await expect(server.dial('/chat', { auth: { token: 'x.y.z' }, ca })).rejects.toMatchObject({
        data: { code: 'UNAUTHENTICATED' },
      });
    });

    it('a client that does not trust the certificate gets no connection', async () => {
      const { token } = await signIn();
      await expect(server.dial('/chat', { auth: { token } })).rejects.toThrow();
      await expect(fetch(`${server.url}/readyz`)).rejects.toThrow();
    });

    it('speaks nothing but TLS on its port', async () => {
      await expect(fetch(`${server.url.replace('https:', 'http:')}/readyz`)).rejects.toThrow();
    });
  });

  describe('a start with wrong files ends before anything is opened, and says what to do', () => {
    const said = async (cert: string, key: string): Promise<string> => {
      const dataDir = join(folder, 'never');
      const env = { HOST: '127.0.0.1', PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'silent' };
      const wrong: unknown = await startServer({ env: { ...env, TLS_CERT: cert, TLS_KEY: key } }).then(
        (server) => server.close(),
        (cause: unknown) => cause,
      );
      expect(existsSync(dataDir)).toBe(false);
      return explain(wrong);
    };

    it('a key file that is not there', async () => {
      const missing = join(folder, 'missing.key');
      expect(await said(ours.cert, missing)).toBe(
        `The configuration is wrong:\n  TLS_KEY names a file that is not there: ${missing}`,
      );
    });

    it('both files missing: both are named at once', async () => {
      const text = await said(join(folder, 'no.crt'), join(folder, 'no.key'));
      expect(text).toMatch(/TLS_CERT names a file that is not there/);
      expect(text).toMatch(/TLS_KEY names a file that is not there/);
    });

    it('a folder in a file’s place', async () => {
      expect(await said(ours.cert, folder)).toContain('TLS_KEY names a file that can’t be read: EISDIR');
    });

    it('the key of another certificate', async () => {
      expect(await said(ours.cert, others.key)).toContain(
        `TLS_KEY does not belong to TLS_CERT: ${others.key} is another certificate’s key. Set both to files`,
      );
    });

    it('the two mixed up', async () => {
      const text = await said(ours.key, ours.cert);
      expect(text).toContain(`TLS_CERT must be a certificate in PEM (-----BEGIN CERTIFICATE-----)`);
      expect(text).toContain(`TLS_KEY must be a private key in PEM (-----BEGIN PRIVATE KEY-----)`);
    });

    it.each([
      ['pkcs8', ['-topk8']],
      ['ec', ['-aes256']],
    ])('a key behind a passphrase (openssl %s), which nobody could type', async (form, how) => {
      const locked = join(folder, 'locked.key');
      const pass = [...how, '-passout', 'pass:secret'];
      const made = spawnSync(openssl, [form, '-in', ours.key, ...pass, '-out', locked]);
      expect(made.status).toBe(0);
      const text = await said(ours.cert, locked);
      expect(text).toContain('TLS_KEY must be a key without a passphrase');
    });

    it('what is in the files is never repeated', async () => {
      const secret = join(folder, 'secret.key');
      writeFileSync(secret, 'not a key but a secret');
      expect(await said(ours.cert, secret)).not.toContain('but a secret');
    });
  });
});
