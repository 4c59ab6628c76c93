/** What can't be run here is held against the repository: names, ports, paths and programs in `deploy/` exist where they point. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';

const root = fileURLToPath(new URL('..', import.meta.url));
const text = (path: string) => readFileSync(`${root}${path}`, 'utf8');

/** Read by the server as soon as it sends mail; until then .env.example does not name it. */
const ANNOUNCED = ['SMTP_URL'];
/** Read by Node and its packages. */
const FOREIGN = ['NODE_ENV'];

const documented = new Set([
  ...[...text('.env.example').matchAll(/^# ([A-Z][A-Z_]+)=/gm)].map(([, name]) => name),
  ...ANNOUNCED,
  ...FOREIGN,
]);
const unknown = (names: Iterable<string>) => [...names].filter((name) => !documented.has(name));
const defaultOf = (name: string) =>
  Number(new RegExp(`^# ${name}=(\\d+)$`, 'm').exec(text('.env.example'))?.[1]);
const constantOf = (name: string, path: string) =>
  Number(new RegExp(`const ${name} = ([\\d_]+);`).exec(text(path))?.[1]?.replaceAll('_', ''));
const PORT = defaultOf('PORT');
/** Sessions are sent away, the last answers given, the last commits made; and a moment to close the database. */
const DRAIN_SECONDS =
  (defaultOf('DRAIN_SPREAD_MS') +
    constantOf('LEAVE_MS', 'packages/server/src/main/close-doors.ts') +
    constantOf('LAST_ANSWERS_MS', 'packages/server/src/main/close-doors.ts') +
    constantOf('LAST_COMMITS_MS', 'packages/server/src/main/compose.ts')) /
    1000 +
  2;
const ENTRY = 'packages/server/dist/main/server.js';
const PINNED = /^[^:]+:v?\d+\.\d+(\.\d+)?(-[a-z0-9.]+)*$/;
const routes = text('packages/server/src/platform/http/health.ts');

it('the defaults these tests compare with are found', () => {
  expect(PORT).toBe(3000);
  expect(DRAIN_SECONDS).toBeGreaterThan(10);
  expect(documented.size).toBeGreaterThan(30);
  expect(unknown(['PORT', 'PROT'])).toEqual(['PROT']);
});

describe('nginx.conf', () => {
  const conf = text('deploy/nginx.conf');

  it('waits longer than a heartbeat, and lets no frame be too large that Parley takes', () => {
    const heartbeatSeconds = (defaultOf('PING_INTERVAL_MS') + defaultOf('PING_TIMEOUT_MS')) / 1000;
    for (const [, seconds] of conf.matchAll(/proxy_(?:read|send)_timeout (\d+)s;/g)) {
      expect(Number(seconds)).toBeGreaterThan(heartbeatSeconds);
    }
    const megabytes = /^ {4}client_max_body_size (\d+)m;/m.exec(conf)?.[1];
    expect(Number(megabytes) * 1_048_576).toBeGreaterThan(defaultOf('FRAME_MAX_BYTES'));
  });

  it('lets through every upload that Parley takes, as it comes', () => {
    for (const path of ['= /api/chat/upload', '/api/files/']) {
      const [, place = ''] = conf.split(`location ${path} {`);
      const block = place.slice(0, place.indexOf('}'));
      const megabytes = /client_max_body_size (\d+)m;/.exec(block)?.[1];
      expect(Number(megabytes) * 1_048_576).toBeGreaterThan(defaultOf('UPLOAD_MAX_BYTES'));
      expect(block).toContain('proxy_request_buffering off;');
    }
  });

  it('lets a POST be repeated on another node only where a node alone can do something with it', () => {
    const places = [...conf.matchAll(/^ {4}location [^{]+\{[^}]*\}/gm)].map(([place]) => place);
    const repeating = places.filter((place) => place.includes('non_idempotent'));
    expect(repeating.map((place) => /location (\S+)/.exec(place)?.[1])).toEqual(['/socket.io/']);
    expect(conf.match(/non_idempotent/g)).toHaveLength(1);
  });

  it('has nodes on the port they listen on, and passes everything on to them', () => {
    const nodes = [...conf.matchAll(/^ {4}server (\S+) /gm)].map(([, node]) => node);
    expect(nodes.length).toBeGreaterThan(1);
    for (const node of nodes) expect(node).toMatch(new RegExp(`:${PORT}$`));
    const upstream = /^upstream (\w+) /m.exec(conf)?.[1];
    for (const [, to] of conf.matchAll(/proxy_pass (\S+);/g)) expect(to).toBe(`http://${upstream}`);
  });
});

describe('Dockerfile', () => {
  const lines = text('deploy/Dockerfile')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n');
  const of = (word: string) =>
    lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));
  const copies = of('COPY').map((rest) =>
    rest
      .split(' ')
      .filter((part) => !part.startsWith('--'))
      .slice(0, -1),
  );
  const fromContext = lines
    .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
    .flatMap((line) => line.split(' ').slice(1, -1));

  it('builds on pinned images, and on stages it has', () => {
    const stages = of('FROM').map((rest) => rest.split(' AS '));
    const names = stages.map(([, name]) => name);
    for (const [image] of stages) expect(names.includes(image) || PINNED.test(image ?? '')).toBe(true);
    expect(of('FROM').at(-1)).toMatch(PINNED);
  });

  it('copies what exists, and .dockerignore lets it through', () => {
    const allowed = text('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    expect(fromContext).not.toHaveLength(0);
    for (const source of fromContext) {
      expect(existsSync(`${root}${source}`), source).toBe(true);
      expect(allowed).toContain(source.split('/')[0]);
    }
    const manifests = readdirSync(`${root}packages`).map((name) => `packages/${name}/package.json`);
    expect(fromContext).toEqual(expect.arrayContaining(manifests));
  });

  it('runs what the build makes, with all it reads beside it', () => {
    const targets = text('tools/build/targets.mjs');
    expect(targets).toContain("library('server', ['contract'], 'main/server.js')");
    expect(JSON.parse(of('CMD').at(-1) ?? '')).toEqual(['node', ENTRY]);
    const built = copies
      .flat()
      .filter((path) => path.startsWith('/parley/'))
      .map((path) => path.slice('/parley/'.length));
    // The folders that doors.ts reads, and what the server imports.
    expect(built.toSorted()).toEqual(
      ['contract/dist', 'contract/generated', 'server/dist', 'web/dist'].map((path) => `packages/${path}`),
    );
  });

  it('is nobody special, on the documented port and directory, and says whether it is alive', () => {
    expect(of('USER')).toEqual(['node']);
    expect(of('EXPOSE')).toEqual([String(PORT)]);
    const env = new Map(
      of('ENV').flatMap((rest) => rest.split(' ').map((pair) => pair.split('=') as [string, string])),
    );
    expect(unknown(env.keys())).toEqual([]);
    expect(of('VOLUME')).toEqual([env.get('DATA_DIR')]);
    const [check] = of('HEALTHCHECK');
    const path = /PORT \+ '([^']+)'/.exec(check ?? '')?.[1];
    expect(routes).toContain(`app.get('${path}'`);
  });
});

describe('compose.yaml', () => {
  const Service = z.object({
    image: z.string().optional(),
    build: z.object({ context: z.string(), dockerfile: z.string() }).optional(),
    environment: z.record(z.string(), z.string()).default({}),
    volumes: z.array(z.string()).default([]),
    stop_grace_period: z.string().optional(),
    networks: z.object({ default: z.object({ ipv4_address: z.string() }) }).optional(),
  });
  const { services, volumes } = z
    .object({ services: z.record(z.string(), Service), volumes: z.record(z.string(), z.null()) })
    .parse(parse(text('deploy/compose.yaml'), { merge: true }));
  const nodes = Object.entries(services).filter(([name]) => name.startsWith('node'));

  it('pins every image, and builds from a file that exists', () => {
    for (const [name, { image }] of Object.entries(services)) expect(image, name).toMatch(PINNED);
    const build = services.node1?.build;
    expect(existsSync(`${root}deploy/${build?.context}/${build?.dockerfile}`)).toBe(true);
  });

  it('gives the nodes documented variables, the same to all, and time to drain', () => {
    expect(nodes.map(([name]) => name)).toEqual(['node1', 'node2']);
    for (const [, node] of nodes) {
      expect(unknown(Object.keys(node.environment))).toEqual([]);
      expect(node.environment).toEqual(nodes[0]?.[1].environment);
      expect(Number.parseInt(node.stop_grace_period ?? '', 10)).toBeGreaterThan(DRAIN_SECONDS);
      expect(node.networks?.default.ipv4_address).toBeDefined();
    }
    for (const name of ['DATABASE_URL', 'REDIS_URL', 'JWT_SECRET', 'TRUST_PROXY']) {
      expect(nodes[0]?.[1].environment[name], name).toBeTruthy();
    }
  });

  it('no two nodes share a data directory; what is mounted exists', () => {
    const data = nodes.flatMap(([, node]) => node.volumes).map((volume) => volume.split(':')[0] ?? '');
    expect(new Set(data).size).toBe(nodes.length);
    for (const volume of Object.values(services).flatMap((service) => service.volumes)) {
      const [from = ''] = volume.split(':');
      expect(from.startsWith('.') ? existsSync(`${root}deploy/${from}`) : from in volumes, volume).toBe(true);
    }
  });

  it('the nodes of nginx.conf are its services', () => {
    const names = new Set(
      [...text('deploy/nginx.conf').matchAll(/server (\w+):\d+/g)].map(([, name]) => name),
    );
    expect([...names]).toEqual(nodes.map(([name]) => name));
  });
});

describe('parley.service', () => {
  const unit = text('deploy/parley.service');
  const settings = (name: string) =>
    [...unit.matchAll(new RegExp(`^${name}=(.*)$`, 'gm'))].map(([, value]) => value ?? '');

  it('runs what the build makes, with documented variables and time to drain', () => {
    expect(settings('ExecStart')).toEqual([`/usr/bin/env node ${ENTRY}`]);
    const names = settings('Environment').flatMap((line) =>
      line.split(' ').map((pair) => pair.split('=')[0] ?? ''),
    );
    expect(names).toContain('DATA_DIR');
    expect(unknown(names)).toEqual([]);
    expect(Number(settings('TimeoutStopSec')[0])).toBeGreaterThan(DRAIN_SECONDS);
  });

  it('keeps its data where it may write', () => {
    expect(unit).toContain(`DATA_DIR=/var/lib/${settings('StateDirectory')[0]}`);
  });

  it('is a unit that systemd understands', () => {
    const { error, stdout, stderr } = spawnSync(
      'systemd-analyze',
      ['verify', `${root}deploy/parley.service`],
      {
        encoding: 'utf8',
      },
    );
    // Without systemd its lines are at least all settings, sections or comments.
    if (error !== undefined)
      for (const line of unit.split('\n')) expect(line).toMatch(/^(|#.*|\[\w+\]|[A-Z]\w+=.*)$/);
    else expect(`${stdout}${stderr}`).not.toContain('parley.service');
  });
});

describe('Kubernetes', () => {
  const Probe = z.object({ httpGet: z.object({ path: z.string(), port: z.string() }) });
  const Container = z.object({
    image: z.string(),
    ports: z.array(z.object({ name: z.string(), containerPort: z.number() })),
    env: z.array(
      z.object({ name: z.string(), value: z.string().optional(), valueFrom: z.unknown().optional() }),
    ),
    startupProbe: Probe,
    readinessProbe: Probe,
    livenessProbe: Probe,
    lifecycle: z.object({ preStop: z.object({ exec: z.object({ command: z.array(z.string()) }) }) }),
  });
  const StatefulSet = z.object({
    spec: z.object({
      serviceName: z.string(),
      replicas: z.number(),
      template: z.object({
        metadata: z.object({ labels: z.record(z.string(), z.string()) }),
        spec: z.object({ terminationGracePeriodSeconds: z.number(), containers: z.tuple([Container]) }),
      }),
    }),
  });
  const documents = readdirSync(`${root}deploy/kubernetes`).flatMap((file) =>
    parseAllDocuments(text(`deploy/kubernetes/${file}`)).map((document) => {
      expect(document.errors, file).toEqual([]);
      return z
        .looseObject({ kind: z.string(), metadata: z.looseObject({ name: z.string() }) })
        .parse(document.toJS());
    }),
  );
  const kind = (name: string) => documents.filter((document) => document.kind === name);
  const { spec } = StatefulSet.parse(kind('StatefulSet')[0]);
  const pod = spec.template.spec;
  const [node] = pod.containers;

  it('is made of these, and no secret is written down', () => {
    expect(documents.map((document) => document.kind).toSorted()).toEqual([
      'Ingress',
      'PodDisruptionBudget',
      'Service',
      'Service',
      'StatefulSet',
    ]);
    for (const { name, value } of node.env) {
      if (/SECRET|PASSWORD|DATABASE_URL|REDIS_URL/.test(name)) expect(value, name).toBeUndefined();
    }
  });

  it('gives documented variables, a pinned image and the documented port', () => {
    expect(unknown(node.env.map(({ name }) => name))).toEqual([]);
    expect(node.image).toMatch(PINNED);
    expect(node.ports).toEqual([{ name: 'http', containerPort: PORT }]);
    expect(node.env).toContainEqual({ name: 'PORT', value: String(PORT) });
  });

  it('asks for readiness and life at paths that exist, and never restarts a node for its database', () => {
    for (const { httpGet } of [node.startupProbe, node.readinessProbe, node.livenessProbe]) {
      expect(routes).toContain(`app.get('${httpGet.path}'`);
      expect(httpGet.port).toBe('http');
    }
    expect(node.readinessProbe.httpGet.path).toBe('/readyz');
    expect(node.livenessProbe.httpGet.path).toBe('/healthz');
  });

  it('lets a node drain before it is killed', () => {
    const wait = Number(node.lifecycle.preStop.exec.command[1]);
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(wait + DRAIN_SECONDS);
  });

  it('services, budget and ingress point at the nodes, and keep a client on one', () => {
    const services = kind('Service').map((document) =>
      z
        .object({
          metadata: z.object({ name: z.string() }),
          spec: z.object({
            selector: z.record(z.string(), z.string()),
            sessionAffinity: z.string().optional(),
          }),
        })
        .parse(document),
    );
    for (const service of services)
      expect(spec.template.metadata.labels).toMatchObject(service.spec.selector);
    const named = (name: string) => services.find((service) => service.metadata.name === name);
    expect(named(spec.serviceName)).toBeDefined();
    expect(named('parley')?.spec.sessionAffinity).toBe('ClientIP');
    const ingress = z
      .object({ metadata: z.object({ annotations: z.record(z.string(), z.string()) }), spec: z.unknown() })
      .parse(kind('Ingress')[0]);
    expect(ingress.metadata.annotations['nginx.ingress.kubernetes.io/affinity']).toBe('cookie');
    expect(JSON.stringify(ingress.spec)).toContain('"service":{"name":"parley","port":{"name":"http"}}');
    expect(JSON.stringify(kind('PodDisruptionBudget')[0])).toContain('"matchLabels":{"app":"parley"}');
  });
});
