import { isBuiltin } from 'node:module';
import { dirname, extname, join } from 'node:path';
import type { Binding } from './binding.ts';
import { placeIn } from './place.ts';
import { bindingsOf } from './scope.ts';
import { type Node, type Parsed, type Problem, parseFile } from './syntax.ts';
import { problemsOfTypes } from './unsupported.ts';

/** A file of the port, with its names resolved. */
export interface SourceFile extends Parsed {
  bindings: Map<Node, Binding>;
  /** The names at its top level. */
  top: Map<string, Binding>;
  /** What each module specifier of the file names: another file, or a module that all know. */
  modules: Map<string, Module>;
}

export type Module = { file: SourceFile } | { known: string };

/** A port: its file, then those that it imports, and why it would not load. */
export interface Source {
  entry: string;
  files: SourceFile[];
  problems: Problem[];
}

/** @returns the text of a file, or `undefined` where there is none */
export type ReadFile = (path: string) => string | undefined;

/** Read a port and its own modules; those of `ts-ports/python/` and of Node are known already. */
export function readSource(entry: string, readFile: ReadFile): Source {
  const source: Source = { entry, files: [], problems: [] };
  const text = readFile(entry);
  if (text !== undefined) readInto(source, entry, text, readFile);
  return source;
}

function readInto(source: Source, file: string, text: string, readFile: ReadFile): SourceFile {
  const parsed = parseFile(file, text);
  const read: SourceFile = { ...parsed, ...bindingsOf(parsed.program), modules: new Map() };
  source.files.push(read);
  source.problems.push(...parsed.problems, ...problemsOfTypes(read));
  for (const { name, specifier, isType } of importsOf(parsed.program)) {
    if (read.modules.has(name)) continue;
    const module = moduleOf(name, read, source, readFile);
    if (module) read.modules.set(name, module);
    else if (name.startsWith('.') && !isType) {
      const place = placeIn(read, specifier.start, specifier.end);
      source.problems.push({ message: `Cannot find module '${name}'`, place });
    }
  }
  return read;
}

function moduleOf(
  name: string,
  { file }: Parsed,
  source: Source,
  readFile: ReadFile,
): Module | undefined {
  if (!name.startsWith('.')) {
    return { known: isBuiltin(name) && !name.startsWith('node:') ? `node:${name}` : name };
  }
  const path = join(dirname(file), name);
  const read = source.files.find((other) => other.file === path);
  if (read) return { file: read };
  const text = readFile(path);
  if (text === undefined) return undefined;
  const python = pythonModule(path);
  if (python) return { known: python };
  return isCode(path) ? { file: readInto(source, path, text, readFile) } : { known: path };
}

/** Not JSON, WebAssembly or the like. */
const isCode = (path: string) =>
  ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs', ''].includes(extname(path));

/** What `ts-ports/python/` has, with the names under which its parts are known. */
const PYTHON_MODULES: Readonly<Record<string, string>> = {
  asyncio: 'python:asyncio',
  builtins: 'python:builtins',
  'concurrent/futures': 'python:concurrent/futures',
  multiprocessing: 'python:multiprocessing',
  'multiprocessing/connection': 'python:multiprocessing/connection',
  'multiprocessing/pool': 'python:multiprocessing/pool',
  'multiprocessing/queues': 'python:multiprocessing/queues',
  os: 'python:os',
  random: 'python:random',
  threading: 'python:threading',
  'threading/locks': 'python:threading',
  time: 'python:time',
};

function pythonModule(path: string): string | undefined {
  const parts = path.replaceAll('\\', '/').split('/');
  const folder = parts.lastIndexOf('python');
  if (folder === -1) return undefined;
  const name = parts.slice(folder + 1).join('/');
  if (!name.endsWith('.ts')) return undefined;
  const stem = name.slice(0, -'.ts'.length);
  return Object.hasOwn(PYTHON_MODULES, stem) ? PYTHON_MODULES[stem] : undefined;
}

interface Import {
  name: string;
  specifier: Node;
  /** It is only there for the types, and is not loaded. */
  isType: boolean;
}

function importsOf(program: Parsed['program']): Import[] {
  return program.body.flatMap((statement) => {
    switch (statement.type) {
      case 'ImportDeclaration':
      case 'ExportNamedDeclaration':
      case 'ExportAllDeclaration': {
        const { source } = statement;
        const kind =
          statement.type === 'ImportDeclaration' ? statement.importKind : statement.exportKind;
        return source ? [{ name: source.value, specifier: source, isType: kind === 'type' }] : [];
      }
      default:
        return [];
    }
  });
}
