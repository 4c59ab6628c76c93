/** What is built, in the order the packages need each other: the published `types` of one are read by the next. */
const common = ['package-lock.json', 'tsconfig.base.json'];

const library = (name, needs, output) => ({
  name,
  needs,
  output: `packages/${name}/dist/${output}`,
  inputs: [
    ...common,
    `packages/${name}/package.json`,
    `packages/${name}/tsconfig.build.json`,
    `packages/${name}/src`,
  ],
  clean: `packages/${name}/dist`,
  command: ['node_modules/@typescript/native/bin/tsc', '-p', `packages/${name}/tsconfig.build.json`],
  cwd: '.',
});

export const TARGETS = [
  library('contract', [], 'registry.js'),
  library('client', ['contract'], '.'),
  library('server', ['contract'], 'main/server.js'),
  {
    name: 'web',
    needs: ['contract', 'client'],
    output: 'packages/web/dist/index.html',
    inputs: [
      ...common,
      'packages/web/package.json',
      'packages/web/index.html',
      'packages/web/vite.config.ts',
      'packages/web/public',
      'packages/web/src',
      'packages/web/build',
    ],
    // Vite empties its own output folder.
    command: ['../../node_modules/vite/bin/vite.js', 'build'],
    cwd: 'packages/web',
  },
];
