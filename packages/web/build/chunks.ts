/**
 * Which modules share a file. Left alone, every module that two pages share becomes a file of its own, and the first load
 * is fifty requests. What the page needs from the start is one file instead; what is loaded on demand stays apart.
 */

interface Graph {
  readonly getModuleInfo: (id: string) => {
    readonly isEntry: boolean;
    readonly importers: readonly string[];
  } | null;
}

const OURS = /\/packages\/(?:web|client|contract)\/src\//;
const ICONS = /\/node_modules\/@tabler\//;
/**
 * Libraries the page stands on. They are apart from our own code, so that no file of ours is needed by one of theirs: files
 * that need each other run in an order where something is still missing.
 */
const FOUNDATION =
  /\/node_modules\/(?:react|react-dom|scheduler|use-sync-external-store|zustand|i18next|react-i18next|@tanstack\/[\w-]+|@mantine\/core\/esm\/core|@mantine\/hooks)\//;

/** Whether a module is loaded with the page. Only followed through our own modules: libraries re-export all they have. */
function isLoadedFirst(id: string, graph: Graph, asked: Set<string>): boolean {
  if (asked.has(id)) return false;
  asked.add(id);
  const module = graph.getModuleInfo(id);
  if (module === null) return false;
  return module.isEntry || module.importers.some((importer) => isLoadedFirst(importer, graph, asked));
}

export function chunkOf(id: string, graph: Graph): string | null {
  if (ICONS.test(id)) return 'icons';
  if (FOUNDATION.test(id)) return 'foundation';
  return OURS.test(id) && isLoadedFirst(id, graph, new Set()) ? 'shell' : null;
}
