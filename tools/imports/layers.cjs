/**
 * Who may import whom. Type imports count: a type from the wrong layer is the wrong layer's knowledge. Rules are
 * about resolved files, so a package's deep path and a relative path mean the same. Each has a fixture that breaks
 * it in `fixtures/<rule>`.
 */
const TEST = '\\.(test|conformance)\\.tsx?$|/conformance/|/harness(/|\\.tsx?$)';

/** The rules for a tree whose `packages` folder is under `root` (a regular expression without groups). */
function rulesUnder(root) {
  const p = (path) => `^${root}packages/${path}`;
  const npm = (...names) => `node_modules/(?:${names.join('|')})/`;
  const contract = p('contract/src/');
  const contractKernel = p('contract/src/kernel/');
  const kernel = p('server/src/kernel/');
  const kernelIndex = p('server/src/kernel/index\\.ts$');
  const ports = p('server/src/kernel/ports/');
  const adapters = p('server/src/adapters/');
  const features = p('server/src/features/');
  const platform = p('server/src/platform/');
  const main = p('server/src/main/');
  const client = p('client/src/');
  const web = p('web/src/');
  const testkit = p('testkit/src/');

  const entries = [
    p('contract/src/(?:registry|kernel/version)\\.ts$'),
    main,
    p('client/src/client\\.ts$'),
    p('web/src/main\\.tsx$'),
    // Started by address, not imported: worker threads, web workers, service workers.
    p('.*[./]worker\\.ts$'),
  ];

  return [
    {
      name: 'contract-is-zod-only',
      comment: 'Everything is derived from the contract, so it depends on nothing but zod.',
      from: { path: contract, pathNot: TEST },
      to: { pathNot: [contract, npm('zod')] },
    },
    {
      name: 'kernel-is-pure',
      comment: 'No driver, no timer, no socket: the kernel is itself and the contract’s kernel.',
      from: { path: kernel, pathNot: TEST },
      to: { pathNot: [kernel, contractKernel] },
    },
    {
      name: 'kernel-tests-stay-pure',
      comment: 'Kernel tests and conformance suites know the kernel, the testkit and the tools of testing.',
      from: { path: `${kernel}.*(?:${TEST})` },
      to: { pathNot: [kernel, contractKernel, testkit, npm('vitest', 'fast-check')] },
    },
    {
      name: 'adapters-know-only-ports',
      comment: 'An adapter fits a port to a driver: no feature, no platform, no inside of the kernel.',
      from: { path: adapters, pathNot: TEST },
      to: { path: p(''), pathNot: ['node_modules/', ports, kernelIndex, contractKernel, adapters] },
    },
    {
      name: 'adapters-have-no-siblings',
      comment:
        'One adapter never needs another. What the two SQL stores share is storage/sql, not an adapter.',
      from: { path: p('server/src/adapters/([^/]+)/([^/]+)/'), pathNot: TEST },
      to: {
        path: adapters,
        pathNot: [p('server/src/adapters/$1/$2/'), p('server/src/adapters/storage/sql/')],
      },
    },
    {
      name: 'sql-base-serves-storage-only',
      comment: 'The shared SQL base belongs to the two SQL stores.',
      from: { path: adapters, pathNot: [TEST, p('server/src/adapters/storage/(?:sql|sqlite|postgres)/')] },
      to: { path: p('server/src/adapters/storage/sql/') },
    },
    {
      name: 'features-enter-kernel-by-index',
      comment: 'A feature sees of the kernel what its index shows.',
      from: { path: features, pathNot: TEST },
      to: { path: kernel, pathNot: kernelIndex },
    },
    {
      name: 'features-meet-in-public',
      comment: 'A feature sees of another feature its public.ts.',
      from: { path: p('server/src/features/([^/]+)/'), pathNot: TEST },
      to: {
        path: features,
        pathNot: [p('server/src/features/$1/'), p('server/src/features/[^/]+/public\\.ts$')],
      },
    },
    {
      name: 'features-stand-on-platform',
      comment:
        'A feature is the contract, the kernel, the platform and typed SQL; never a driver or a built-in (zod: for its slice of the configuration).',
      from: { path: features, pathNot: TEST },
      to: { pathNot: [features, kernel, contract, platform, npm('kysely', 'zod')] },
    },
    {
      name: 'platform-knows-no-feature',
      comment: 'The platform serves features and adapters alike, and so knows neither.',
      from: { path: platform, pathNot: TEST },
      to: { path: p(''), pathNot: ['node_modules/', platform, kernel, contract] },
    },
    {
      name: 'main-is-the-root',
      comment: 'The composition root is imported by nobody but what starts it: the testkit.',
      from: { path: p(''), pathNot: [main, testkit, TEST] },
      to: { path: main },
    },
    {
      name: 'client-is-small',
      comment: 'The SDK runs in browsers and Node alike, on the contract and the socket library.',
      from: { path: client, pathNot: TEST },
      to: { pathNot: [client, contract, npm('socket.io-client')] },
    },
    {
      name: 'web-speaks-through-client',
      comment: 'The web app knows the server only through the SDK and the contract.',
      from: { path: web, pathNot: TEST },
      to: { path: p(''), pathNot: ['node_modules/', web, client, contract] },
    },
    {
      name: 'web-runs-in-browsers',
      comment: 'No Node built-in reaches a browser.',
      from: { path: web, pathNot: TEST },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'testkit-stays-in-tests',
      comment: 'What helps to test never ships.',
      from: { path: p(''), pathNot: [testkit, TEST] },
      to: { path: testkit },
    },
    {
      name: 'no-cycles',
      comment: 'A cycle is one module that nobody can read a part of.',
      from: { path: p('') },
      to: { circular: true },
    },
    {
      name: 'no-unreachable',
      comment: 'What no entry point reaches is not part of the product: use it or delete it.',
      from: { path: entries },
      to: {
        path: p('[^/]+/src/.*\\.tsx?$'),
        pathNot: [TEST, testkit, '\\.d\\.ts$', ...entries],
        reachable: false,
      },
    },
    {
      name: 'no-grab-bags',
      comment: 'A folder is named for what it holds; utils and helpers hold anything.',
      from: {},
      to: { path: p('.*/(?:utils?|helpers?)/'), pathNot: 'node_modules' },
    },
    {
      name: 'no-unresolved',
      comment: 'An import that leads nowhere would pass every other rule.',
      from: { path: p('') },
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
  ].map((rule) => ({ severity: 'error', ...rule }));
}

const options = {
  tsPreCompilationDeps: true,
  tsConfig: { fileName: 'tsconfig.json' },
  doNotFollow: { path: 'node_modules' },
  exclude: { path: '^packages/[^/]+/(?:dist|tools|public|build)/' },
  enhancedResolveOptions: {
    exportsFields: ['exports'],
    conditionNames: ['parley:source', 'browser', 'import', 'node', 'types', 'default'],
    mainFields: ['module', 'main', 'types'],
    extensions: ['.ts', '.tsx', '.d.ts', '.mjs', '.js', '.json'],
  },
};

module.exports = { rulesUnder, options };
