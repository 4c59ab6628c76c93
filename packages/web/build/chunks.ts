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
  return OURS.test(id) && isLoadedFirst(id, graph, new Set()) ? 'shell' : null;
}
