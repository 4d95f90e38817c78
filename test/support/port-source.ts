import type { Find, Place } from '../../harness/source/find.ts';
import { locate } from '../../harness/source/locate.ts';
import { readSource, type Source } from '../../harness/source/read-source.ts';

type Files = Readonly<Record<string, string>>;

/** A port of these files, the first of which is the one that is run; or of one file, `port.ts`. */
export function portSource(files: string | Files): Source {
  const texts = typeof files === 'string' ? { 'port.ts': files } : files;
  const [entry = 'port.ts'] = Object.keys(texts);
  const read = (path: string) => texts[path]?.replace(/^\n/, '');
  return readSource(entry, (path) => read(path) ?? (isPython(path) ? '' : undefined));
}

/** The modules of ts-ports/python/ are known without being read; they only have to be there. */
const isPython = (path: string) => path.includes('python/');

/** What is found in a port, each as `line: code`. */
export function found(find: Find, files: string | Files) {
  const { places, related } = locate(find, portSource(files));
  return { places: places.map(inWords), related: related.map(inWords) };
}

function inWords({ file, line, column, length, source }: Place): string {
  const where = file === 'port.ts' ? line : `${file}:${line}`;
  return `${where}: ${source.slice(column - 1, column - 1 + length)}`;
}

export const NOTHING = { places: [], related: [] };
