/** Files over HTTP: the reference of the API, and the web app. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mountDocuments } from './documents.ts';
import { useDoor } from './harness.ts';

const door = useDoor();

describe('files', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'parley-web-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('the reference is served, with all it needs from here', async () => {
    writeFileSync(join(folder, 'openapi.json'), '{"openapi":"3.1.0"}');
    writeFileSync(join(folder, 'asyncapi.json'), '{"asyncapi":"3.0.0"}');
    mountDocuments(door.app, folder);
    expect((await door.app.inject('/api/openapi.json')).json()).toEqual({ openapi: '3.1.0' });
    expect((await door.app.inject('/api/asyncapi.json')).json()).toEqual({ asyncapi: '3.0.0' });
    const page = await door.app.inject('/api/docs');
    expect(page.headers['content-type']).toContain('text/html');
    const needs = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => url ?? '');
    expect(needs.length).toBeGreaterThan(3);
    for (const url of needs) {
      expect(url).toMatch(/^\/api\/docs\//);
      expect((await door.app.inject(url)).statusCode).toBe(200);
    }
    expect((await door.app.inject('/api/docs/package.json')).statusCode).toBe(404);
    expect((await door.app.inject('/api/docs/constructor')).statusCode).toBe(404);
  });

  it('the web app: named assets for ever, the page always fresh and for every address of it', async () => {
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Parley</title>');
    writeFileSync(join(folder, 'assets', 'app-1a2b.js'), 'plain');
    writeFileSync(join(folder, 'assets', 'app-1a2b.js.br'), 'packed');
    await door.rebuild({}, folder);
    const html = { accept: 'text/html' };
    for (const url of ['/', '/rooms/general', '/setup?code=x']) {
      const page = await door.app.inject({ url, headers: html });
      expect(page.statusCode).toBe(200);
      expect(page.body).toContain('Parley');
      expect(page.headers['cache-control']).toBe('no-cache');
    }
    const asset = await door.app.inject('/assets/app-1a2b.js');
    expect(asset.body).toBe('plain');
    expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    const packed = await door.app.inject({
      url: '/assets/app-1a2b.js',
      headers: { 'accept-encoding': 'br' },
    });
    expect(packed.headers['content-encoding']).toBe('br');
    for (const url of ['/api/nothing', '/assets/gone.js', '/socket.io/nothing', '/%2e%2e/secret']) {
      const none = await door.app.inject({ url, headers: html });
      expect([url, none.statusCode]).toEqual([url, url.startsWith('/%2e') ? 200 : 404]);
      expect(none.body).not.toContain('root:');
    }
    expect((await door.app.inject({ method: 'POST', url: '/rooms', headers: html })).statusCode).toBe(404);
  });
});
