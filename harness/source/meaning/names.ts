import type { Binding } from '../binding.ts';
import type { Module, SourceFile } from '../read-source.ts';
import { type Node, propertyName } from '../syntax.ts';
import { globalKey, memberKey, namespaceKey } from './keys.ts';
import type { Context, Meaning } from './meaning.ts';
import { elementsOf, take } from './members.ts';
import { ofParameter } from './parameters.ts';
import { ofType } from './types.ts';

export function ofName(node: Node & { type: 'Identifier' }, context: Context): Meaning[] {
  const binding = context.fileOf(node)?.bindings.get(node);
  return binding ? ofBinding(binding, node, context) : [{ is: 'known', key: globalKey(node.name) }];
}

function ofBinding(binding: Binding, at: Node, context: Context): Meaning[] {
  const known = context.bindings.get(binding);
  if (known) return known;
  context.bindings.set(binding, []);
  const stated = binding.type ? ofType(binding.type, context) : [];
  const found = [...ofOrigin(binding, at, context), ...binding.assigned.flatMap(context.of)];
  const pushed = pushedTo(binding, context);
  if (pushed.length > 0) found.unshift({ is: 'list', items: undefined, each: pushed });
  const isVague = found.every((one) => one.is === 'list' && one.each.length === 0);
  const meanings = isVague && stated.length > 0 ? stated : found;
  context.bindings.set(binding, meanings);
  return meanings;
}

/** What `list.push(…)` adds. */
function pushedTo(binding: Binding, context: Context): Meaning[] {
  return binding.references.flatMap((reference) => {
    const member = reference.parent;
    const call = member?.parent;
    if (member?.type !== 'MemberExpression' || call?.type !== 'CallExpression') return [];
    if (member.object !== reference || call.callee !== member) return [];
    return propertyName(member.property, member.computed) === 'push'
      ? call.arguments.flatMap((argument) => context.of(argument as Node))
      : [];
  });
}

function ofOrigin({ origin, path }: Binding, at: Node, context: Context): Meaning[] {
  switch (origin.from) {
    case 'import':
      return ofImport(context.fileOf(at).modules.get(origin.module), origin.name, context);
    case 'declaration':
      return context.of(origin.node);
    case 'value':
      return take(path, context.of(origin.node), context);
    case 'element':
      return take(path, elementsOf(context.of(origin.list)), context);
    case 'parameter':
      return take(path, ofParameter(origin.of, origin.index, origin.rest, context), context);
    default:
      return [];
  }
}

const nameOf = (node: Node): string =>
  node.type === 'Literal' ? String(node.value) : (node as { name: string }).name;

function ofImport(module: Module | undefined, name: string, context: Context): Meaning[] {
  if (!module) return [];
  if ('known' in module) {
    return name === '*' || (name === 'default' && module.known.startsWith('node:'))
      ? [{ is: 'known', key: namespaceKey(module.known) }]
      : [{ is: 'known', key: memberKey(module.known, name) }];
  }
  return exported(module.file, name, context);
}

function exported(file: SourceFile, name: string, context: Context): Meaning[] {
  for (const statement of file.program.body) {
    if (statement.type === 'ExportDefaultDeclaration' && name === 'default') {
      return context.of(statement.declaration as Node);
    }
    if (statement.type !== 'ExportNamedDeclaration') continue;
    for (const { exported, local } of statement.specifiers) {
      if (nameOf(exported) !== name) continue;
      return statement.source
        ? ofImport(file.modules.get(statement.source.value), nameOf(local), context)
        : context.of(local as Node);
    }
  }
  const binding = file.top.get(name);
  return binding ? ofBinding(binding, file.program, context) : fromAll(file, name, context);
}

/** What a file exports by `export * from`. */
function fromAll(file: SourceFile, name: string, context: Context): Meaning[] {
  if (context.exporting.has(file)) return [];
  context.exporting.add(file);
  const found = file.program.body.flatMap((statement) =>
    statement.type === 'ExportAllDeclaration'
      ? ofImport(file.modules.get(statement.source.value), name, context)
      : [],
  );
  context.exporting.delete(file);
  return found;
}

export function ofModuleNamed(specifier: Node, at: Node, context: Context): Meaning[] {
  if (specifier.type !== 'Literal' || typeof specifier.value !== 'string') return [];
  const name = specifier.value;
  const module = context.fileOf(at).modules.get(name);
  if (module) return ofImport(module, '*', context);
  const known = name.startsWith('node:') ? name : `node:${name}`;
  return [{ is: 'known', key: namespaceKey(known) }];
}
