/** The languages code in messages is coloured in: by the names people give them, each a file that is loaded when it is first needed. */
import type { LanguageFn } from 'highlight.js';

interface LanguageModule {
  readonly default: LanguageFn;
}

export interface Language {
  /** As highlight.js knows it. */
  readonly id: string;
  /** As its own people write it. */
  readonly name: string;
  readonly load: () => Promise<LanguageModule>;
}

type Entry = readonly [id: string, name: string, aliases: string, load: () => Promise<LanguageModule>];

const ENTRIES: readonly Entry[] = [
  ['bash', 'Shell', 'sh shell zsh', () => import('highlight.js/lib/languages/bash')],
  ['shell', 'Console', 'console shellsession terminal', () => import('highlight.js/lib/languages/shell')],
  ['powershell', 'PowerShell', 'ps ps1 pwsh', () => import('highlight.js/lib/languages/powershell')],
  ['dos', 'Batch', 'bat cmd', () => import('highlight.js/lib/languages/dos')],
  ['javascript', 'JavaScript', 'js jsx mjs cjs', () => import('highlight.js/lib/languages/javascript')],
  ['typescript', 'TypeScript', 'ts tsx mts cts', () => import('highlight.js/lib/languages/typescript')],
  ['json', 'JSON', 'jsonc json5', () => import('highlight.js/lib/languages/json')],
  ['css', 'CSS', '', () => import('highlight.js/lib/languages/css')],
  ['scss', 'SCSS', 'sass', () => import('highlight.js/lib/languages/scss')],
  ['less', 'Less', '', () => import('highlight.js/lib/languages/less')],
  ['xml', 'HTML, XML', 'html xhtml svg vue rss', () => import('highlight.js/lib/languages/xml')],
  ['markdown', 'Markdown', 'md mkd', () => import('highlight.js/lib/languages/markdown')],
  ['yaml', 'YAML', 'yml', () => import('highlight.js/lib/languages/yaml')],
  ['ini', 'INI, TOML', 'toml conf', () => import('highlight.js/lib/languages/ini')],
  ['properties', 'Properties', '', () => import('highlight.js/lib/languages/properties')],
  ['http', 'HTTP', 'https', () => import('highlight.js/lib/languages/http')],
  ['graphql', 'GraphQL', 'gql', () => import('highlight.js/lib/languages/graphql')],
  ['sql', 'SQL', 'sqlite mysql', () => import('highlight.js/lib/languages/sql')],
  ['pgsql', 'PostgreSQL', 'postgres postgresql psql', () => import('highlight.js/lib/languages/pgsql')],
  ['python', 'Python', 'py py3', () => import('highlight.js/lib/languages/python')],
  ['ruby', 'Ruby', 'rb', () => import('highlight.js/lib/languages/ruby')],
  ['php', 'PHP', '', () => import('highlight.js/lib/languages/php')],
  ['perl', 'Perl', 'pl', () => import('highlight.js/lib/languages/perl')],
  ['lua', 'Lua', '', () => import('highlight.js/lib/languages/lua')],
  ['r', 'R', '', () => import('highlight.js/lib/languages/r')],
  ['julia', 'Julia', 'jl', () => import('highlight.js/lib/languages/julia')],
  ['matlab', 'MATLAB', '', () => import('highlight.js/lib/languages/matlab')],
  ['java', 'Java', '', () => import('highlight.js/lib/languages/java')],
  ['kotlin', 'Kotlin', 'kt kts', () => import('highlight.js/lib/languages/kotlin')],
  ['scala', 'Scala', '', () => import('highlight.js/lib/languages/scala')],
  ['groovy', 'Groovy', 'gradle', () => import('highlight.js/lib/languages/groovy')],
  ['clojure', 'Clojure', 'clj edn', () => import('highlight.js/lib/languages/clojure')],
  ['c', 'C', 'h', () => import('highlight.js/lib/languages/c')],
  ['cpp', 'C++', 'c++ cc hpp cxx', () => import('highlight.js/lib/languages/cpp')],
  ['objectivec', 'Objective-C', 'objc mm', () => import('highlight.js/lib/languages/objectivec')],
  ['csharp', 'C#', 'cs c#', () => import('highlight.js/lib/languages/csharp')],
  ['fsharp', 'F#', 'fs f#', () => import('highlight.js/lib/languages/fsharp')],
  ['vbnet', 'Visual Basic', 'vb', () => import('highlight.js/lib/languages/vbnet')],
  ['go', 'Go', 'golang', () => import('highlight.js/lib/languages/go')],
  ['rust', 'Rust', 'rs', () => import('highlight.js/lib/languages/rust')],
  ['swift', 'Swift', '', () => import('highlight.js/lib/languages/swift')],
  ['dart', 'Dart', '', () => import('highlight.js/lib/languages/dart')],
  ['elixir', 'Elixir', 'ex exs', () => import('highlight.js/lib/languages/elixir')],
  ['erlang', 'Erlang', 'erl', () => import('highlight.js/lib/languages/erlang')],
  ['haskell', 'Haskell', 'hs', () => import('highlight.js/lib/languages/haskell')],
  ['ocaml', 'OCaml', 'ml', () => import('highlight.js/lib/languages/ocaml')],
  ['elm', 'Elm', '', () => import('highlight.js/lib/languages/elm')],
  ['lisp', 'Lisp', '', () => import('highlight.js/lib/languages/lisp')],
  ['scheme', 'Scheme', '', () => import('highlight.js/lib/languages/scheme')],
  ['nim', 'Nim', '', () => import('highlight.js/lib/languages/nim')],
  ['crystal', 'Crystal', 'cr', () => import('highlight.js/lib/languages/crystal')],
  ['d', 'D', '', () => import('highlight.js/lib/languages/d')],
  ['delphi', 'Pascal', 'pascal', () => import('highlight.js/lib/languages/delphi')],
  ['fortran', 'Fortran', 'f90 f95', () => import('highlight.js/lib/languages/fortran')],
  ['x86asm', 'Assembly', 'asm nasm', () => import('highlight.js/lib/languages/x86asm')],
  ['armasm', 'ARM assembly', 'arm', () => import('highlight.js/lib/languages/armasm')],
  ['wasm', 'WebAssembly', 'wat', () => import('highlight.js/lib/languages/wasm')],
  ['llvm', 'LLVM', '', () => import('highlight.js/lib/languages/llvm')],
  ['verilog', 'Verilog', 'sv', () => import('highlight.js/lib/languages/verilog')],
  ['vhdl', 'VHDL', '', () => import('highlight.js/lib/languages/vhdl')],
  ['glsl', 'GLSL', '', () => import('highlight.js/lib/languages/glsl')],
  ['dockerfile', 'Dockerfile', 'docker', () => import('highlight.js/lib/languages/dockerfile')],
  ['makefile', 'Makefile', 'make mk', () => import('highlight.js/lib/languages/makefile')],
  ['cmake', 'CMake', '', () => import('highlight.js/lib/languages/cmake')],
  ['nginx', 'nginx', 'nginxconf', () => import('highlight.js/lib/languages/nginx')],
  ['apache', 'Apache', 'apacheconf', () => import('highlight.js/lib/languages/apache')],
  ['nix', 'Nix', '', () => import('highlight.js/lib/languages/nix')],
  ['diff', 'Diff', 'patch', () => import('highlight.js/lib/languages/diff')],
  ['latex', 'LaTeX', 'tex', () => import('highlight.js/lib/languages/latex')],
  ['vim', 'Vim', 'viml', () => import('highlight.js/lib/languages/vim')],
  ['protobuf', 'Protocol Buffers', 'proto', () => import('highlight.js/lib/languages/protobuf')],
  ['handlebars', 'Handlebars', 'hbs', () => import('highlight.js/lib/languages/handlebars')],
  ['twig', 'Twig', '', () => import('highlight.js/lib/languages/twig')],
  ['awk', 'Awk', '', () => import('highlight.js/lib/languages/awk')],
  ['prolog', 'Prolog', '', () => import('highlight.js/lib/languages/prolog')],
];

const BY_NAME: ReadonlyMap<string, Language> = new Map(
  ENTRIES.flatMap(([id, name, aliases, load]) => {
    const language = { id, name, load };
    return [id, ...aliases.split(' ')].filter((one) => one !== '').map((one) => [one, language] as const);
  }),
);

/** `name` as somebody wrote it behind the fence. */
export function languageOf(name: string): Language | undefined {
  return BY_NAME.get(name.toLowerCase());
}
