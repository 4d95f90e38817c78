import { CLASSES, type Known, knownFunction, METHODS } from './known.ts';
import type { Module, SourceFile } from './read-source.ts';
import type { Binding } from './scope.ts';
import { childrenOf, isFunction, type Node, plain, propertyName } from './syntax.ts';

/** What an expression may stand for. */
export type Meaning =
  /** A function, a class or a module that the port did not write, by its name in known.ts. */
  | { is: 'known'; key: string }
  /** An object of a class: a task, a pool, a promise's result; `site` is where it was made. */
  | { is: 'object'; of: string; site: Node; local?: Node }
  | { is: 'function'; node: Node }
  | { is: 'class'; node: Node }
  | { is: 'list'; items: Meaning[][] | undefined; each: Meaning[] }
  | { is: 'promise'; of: Meaning[] }
  | { is: 'record'; node: Node };

/** What each function of the port is given as arguments, call by call. */
export type Given = ReadonlyMap<Node, readonly (readonly Node[])[]>;

/** Say what expressions stand for, across the files of a port. */
export function createMeanings(files: readonly SourceFile[], given: Given) {
  const memo = new Map<Node, Meaning[]>();
  const fileOf = (node: Node): SourceFile => {
    let root = node;
    while (root.parent) root = root.parent;
    return files.find(({ program }) => program === root) as SourceFile;
  };

  function of(node: Node | null | undefined): Meaning[] {
    if (!node) return [];
    const expression = plain(node);
    const known = memo.get(expression);
    if (known) return known;
    memo.set(expression, []); // what means itself means nothing
    const meanings = evaluate(expression);
    memo.set(expression, meanings);
    return meanings;
  }

  function evaluate(node: Node): Meaning[] {
    switch (node.type) {
      case 'Identifier':
        return ofName(node);
      case 'ThisExpression':
        return ofThis(node);
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        return [{ is: 'function', node }];
      case 'ClassDeclaration':
      case 'ClassExpression':
        return [{ is: 'class', node }];
      case 'AwaitExpression':
        return of(node.argument).flatMap((one) => (one.is === 'promise' ? one.of : [one]));
      case 'ConditionalExpression':
        return [...of(node.consequent), ...of(node.alternate)];
      case 'LogicalExpression':
        return [...of(node.left), ...of(node.right)];
      case 'AssignmentExpression':
        return of(node.right);
      case 'ArrayExpression':
        return [ofArray(node)];
      case 'ObjectExpression':
        return [{ is: 'record', node }];
      case 'MemberExpression':
        return ofMember(node);
      case 'NewExpression':
        return of(node.callee).flatMap((callee) => made(callee, node));
      case 'CallExpression':
        return ofCall(node);
      case 'ImportExpression':
        return [{ is: 'promise', of: ofModuleNamed(node.source, node) }];
      default:
        return [];
    }
  }

  function ofName(node: Node & { type: 'Identifier' }): Meaning[] {
    const binding = fileOf(node)?.bindings.get(node);
    return binding ? ofBinding(binding, node) : [{ is: 'known', key: globalKey(node.name) }];
  }

  const bindingMemo = new Map<Binding, Meaning[]>();
  function ofBinding(binding: Binding, at: Node): Meaning[] {
    const known = bindingMemo.get(binding);
    if (known) return known;
    bindingMemo.set(binding, []);
    const stated = binding.type ? ofType(binding.type) : [];
    const found = [...ofOrigin(binding, at), ...binding.assigned.flatMap(of)];
    const pushed = pushedTo(binding);
    if (pushed.length > 0) found.unshift({ is: 'list', items: undefined, each: pushed });
    const isVague = found.every((one) => one.is === 'list' && one.each.length === 0);
    const meanings = isVague && stated.length > 0 ? stated : found;
    bindingMemo.set(binding, meanings);
    return meanings;
  }

  /** What `list.push(…)` adds. */
  function pushedTo(binding: Binding): Meaning[] {
    return binding.references.flatMap((reference) => {
      const member = reference.parent;
      const call = member?.parent;
      if (member?.type !== 'MemberExpression' || call?.type !== 'CallExpression') return [];
      if (member.object !== reference || call.callee !== member) return [];
      return propertyName(member.property, member.computed) === 'push'
        ? call.arguments.flatMap((argument) => of(argument as Node))
        : [];
    });
  }

  function ofOrigin({ origin, path }: Binding, at: Node): Meaning[] {
    switch (origin.from) {
      case 'import':
        return ofImport(fileOf(at).modules.get(origin.module), origin.name);
      case 'declaration':
        return of(origin.node);
      case 'value':
        return path.reduce(taken, of(origin.node));
      case 'element':
        return path.reduce(taken, elementsOf(of(origin.list)));
      case 'parameter':
        return path.reduce(taken, ofParameter(origin.of, origin.index, origin.rest));
      default:
        return [];
    }
  }

  function ofImport(module: Module | undefined, name: string): Meaning[] {
    if (!module) return [];
    if ('known' in module) {
      return name === '*' || (name === 'default' && module.known.startsWith('node:'))
        ? [{ is: 'known', key: namespace(module.known) }]
        : [{ is: 'known', key: memberKey(module.known, name) }];
    }
    return exported(module.file, name);
  }

  function exported(file: SourceFile, name: string): Meaning[] {
    for (const statement of file.program.body) {
      if (statement.type === 'ExportDefaultDeclaration' && name === 'default') {
        return of(statement.declaration as Node);
      }
      if (statement.type !== 'ExportNamedDeclaration') continue;
      for (const { exported, local } of statement.specifiers) {
        if (nameOf(exported) !== name) continue;
        return statement.source
          ? ofImport(file.modules.get(statement.source.value), nameOf(local))
          : of(local as Node);
      }
    }
    const binding = file.top.get(name);
    return binding ? ofBinding(binding, file.program) : [];
  }

  function ofModuleNamed(specifier: Node, at: Node): Meaning[] {
    if (specifier.type !== 'Literal' || typeof specifier.value !== 'string') return [];
    const name = specifier.value;
    const module = fileOf(at).modules.get(name);
    if (module) return ofImport(module, '*');
    const known = name.startsWith('node:') ? name : `node:${name}`;
    return [{ is: 'known', key: namespace(known) }];
  }

  /** `this` in a class of the port: an object of it. */
  function ofThis(node: Node): Meaning[] {
    let at = node.parent;
    while (at && at.type !== 'ClassDeclaration' && at.type !== 'ClassExpression') at = at.parent;
    return at ? made({ is: 'class', node: at }, at) : [];
  }

  function ofArray(node: Node & { type: 'ArrayExpression' }): Meaning {
    const items = node.elements.map((element) =>
      element?.type === 'SpreadElement' ? elementsOf(of(element.argument)) : of(element as Node),
    );
    const isExact = node.elements.every((element) => element?.type !== 'SpreadElement');
    return { is: 'list', items: isExact ? items : undefined, each: items.flat() };
  }

  const elementsOf = (meanings: readonly Meaning[]) =>
    meanings.flatMap((one) => (one.is === 'list' ? one.each : []));

  /** A property, or the element of a list, of any of these. */
  function taken(meanings: readonly Meaning[], key: string | number): Meaning[] {
    return meanings.flatMap((one): Meaning[] => {
      if (one.is === 'list') return (typeof key === 'number' && one.items?.[key]) || one.each;
      if (one.is === 'known') return [{ is: 'known', key: memberKey(one.key, String(key)) }];
      if (one.is === 'record') return ofProperty(one.node, String(key));
      if (one.is === 'object' && one.local) return ofField(one.local, String(key));
      return [];
    });
  }

  function ofProperty(record: Node, name: string): Meaning[] {
    if (record.type !== 'ObjectExpression') return [];
    return record.properties.flatMap((property) =>
      property.type === 'Property' && propertyName(property.key, property.computed) === name
        ? of(property.value as Node)
        : [],
    );
  }

  /** A method, or a field with what is assigned to it, of a class of the port. */
  function ofField(local: Node, name: string): Meaning[] {
    if (local.type !== 'ClassDeclaration' && local.type !== 'ClassExpression') return [];
    const own = local.body.body.flatMap((member): Meaning[] => {
      if (member.type !== 'MethodDefinition' && member.type !== 'PropertyDefinition') return [];
      const isIt = propertyName(member.key as Node, member.computed) === name;
      return isIt ? of(member.value as Node) : [];
    });
    const assigned = assignmentsToThis(local, name).flatMap(of);
    const found = [...own, ...assigned];
    if (found.length > 0) return found;
    const parents = of(local.superClass as Node);
    return parents.flatMap((one) => (one.is === 'class' ? ofField(one.node, name) : []));
  }

  function ofMember(node: Node & { type: 'MemberExpression' }): Meaning[] {
    const name = propertyName(node.property, node.computed);
    if (name !== undefined)
      return taken(of(node.object), Number.isNaN(Number(name)) ? name : +name);
    return elementsOf(of(node.object));
  }

  /** What `new` of a class gives. */
  function made(callee: Meaning, site: Node): Meaning[] {
    if (callee.is === 'known') {
      if (callee.key === 'Promise') return [{ is: 'promise', of: [] }];
      const name = className(callee.key);
      return name ? [{ is: 'object', of: name, site }] : [];
    }
    if (callee.is !== 'class') return [];
    const local = callee.node as Node & { type: 'ClassDeclaration' };
    const bases = of(local.superClass as Node).flatMap((base) => made(base, site));
    const base = bases.find((one) => one.is === 'object');
    return [{ is: 'object', of: base?.of ?? '', site, local }];
  }

  function ofCall(node: Node & { type: 'CallExpression' }): Meaning[] {
    const callee = plain(node.callee as Node);
    if (callee.type === 'Identifier' && callee.name === 'require') {
      return ofModuleNamed(node.arguments[0] as Node, node);
    }
    const builtin = callee.type === 'MemberExpression' ? ofListMethod(callee, node) : undefined;
    if (builtin) return builtin;
    const known = knownOf(node);
    if (known) return resultOf(known, node);
    const called = of(callee);
    if (called.some((one) => one.is === 'known' && one.key === 'node:util.promisify')) {
      return promisified(of(node.arguments[0] as Node));
    }
    return called.flatMap((one) => (one.is === 'function' ? returned(one.node) : []));
  }

  function resultOf(known: Known, site: Node): Meaning[] {
    const object: Meaning[] = known.gives ? [{ is: 'object', of: known.gives, site }] : [];
    const whole: Meaning[] = known.list ? [{ is: 'list', items: undefined, each: object }] : object;
    return known.promise ? [{ is: 'promise', of: whole }] : whole;
  }

  /** `promisify(setTimeout)` is the one of node:timers/promises. */
  function promisified(functions: readonly Meaning[]): Meaning[] {
    return functions.map((one) =>
      one.is === 'known' ? { is: 'known', key: `promisified ${one.key}` } : one,
    );
  }

  function ofListMethod(callee: Node & { type: 'MemberExpression' }, call: Node) {
    if (call.type !== 'CallExpression') return undefined;
    const name = propertyName(callee.property, callee.computed);
    const lists = of(callee.object).filter((one) => one.is === 'list');
    const [argument] = call.arguments as Node[];
    if (name === 'map' || name === 'flatMap' || name === 'from') {
      const mapper = name === 'from' ? (call.arguments as Node[])[1] : argument;
      if (!mapper || !isCallback(mapper) || knownOf(call)) return undefined;
      const each = of(mapper).flatMap((one) => (one.is === 'function' ? returned(one.node) : []));
      const flat = name === 'flatMap' ? [...elementsOf(each), ...each] : each;
      return [{ is: 'list', items: undefined, each: flat } satisfies Meaning];
    }
    if (lists.length === 0 || name === undefined) return undefined;
    const same = ['filter', 'slice', 'concat', 'reverse', 'toReversed', 'sort', 'values', 'flat'];
    if (same.includes(name)) return lists;
    const one = ['at', 'shift', 'pop', 'find', 'findLast'];
    return one.includes(name) ? elementsOf(lists) : undefined;
  }

  const isCallback = (node: Node) => of(node).some((one) => one.is === 'function');

  const returnMemo = new Map<Node, Meaning[]>();
  function returned(fn: Node): Meaning[] {
    const known = returnMemo.get(fn);
    if (known) return known;
    returnMemo.set(fn, []);
    const values = returnsOf(fn).flatMap(of);
    const isAsync = 'async' in fn && fn.async;
    const isGenerator = 'generator' in fn && fn.generator;
    const result: Meaning[] = isGenerator
      ? [{ is: 'list', items: undefined, each: values }]
      : isAsync
        ? [{ is: 'promise', of: values.flatMap((one) => (one.is === 'promise' ? one.of : [one])) }]
        : values;
    returnMemo.set(fn, result);
    return result;
  }

  function ofParameter(fn: Node, index: number, rest: boolean): Meaning[] {
    const fromCalls = (given.get(fn) ?? []).flatMap((values) =>
      rest ? values.slice(index).flatMap(of) : of(values[index]),
    );
    const meanings = [...fromCalls, ...(index === 0 && !rest ? ofElementGiven(fn) : [])];
    return rest ? [{ is: 'list', items: undefined, each: meanings }] : meanings;
  }

  /** What `list.map(…)`, `list.forEach(…)` … hands to its callback. */
  function ofElementGiven(fn: Node): Meaning[] {
    const call = fn.parent;
    if (call?.type !== 'CallExpression' || call.callee === fn) return [];
    const callee = plain(call.callee as Node);
    if (callee.type !== 'MemberExpression') return [];
    const name = propertyName(callee.property, callee.computed);
    const object = of(callee.object);
    if (name === 'then') return object.flatMap((one) => (one.is === 'promise' ? one.of : []));
    return elementsOf(name === 'from' ? of((call.arguments as Node[])[0]) : object);
  }

  function ofType(type: Node): Meaning[] {
    if (type.type === 'TSArrayType') {
      return [{ is: 'list', items: undefined, each: ofType(type.elementType as Node) }];
    }
    if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return [];
    const { name } = type.typeName;
    const args = (type.typeArguments?.params ?? []) as Node[];
    if (name === 'Array' || name === 'Iterable') {
      return [{ is: 'list', items: undefined, each: args.flatMap(ofType) }];
    }
    if (name === 'Promise') return [{ is: 'promise', of: args.flatMap(ofType) }];
    return ofName(type.typeName as Node & { type: 'Identifier' }).flatMap((one) => made(one, type));
  }

  /** What a call of something that the port did not write does. */
  function knownOf(node: Node): Known | undefined {
    if (node.type !== 'CallExpression') return undefined;
    const callee = plain(node.callee as Node);
    for (const one of of(callee)) {
      const known = one.is === 'known' ? knownFunction(one.key) : undefined;
      if (known) return known;
    }
    if (callee.type !== 'MemberExpression') return undefined;
    const name = propertyName(callee.property, callee.computed);
    for (const one of of(callee.object)) {
      if (one.is !== 'object' || name === undefined) continue;
      const methods = METHODS[one.of];
      if (methods && Object.hasOwn(methods, name)) return methods[name];
    }
    return undefined;
  }

  return { of, knownOf, fileOf, elementsOf, returned };
}

export type Meanings = ReturnType<typeof createMeanings>;

const nameOf = (node: Node): string =>
  node.type === 'Literal' ? String(node.value) : (node as { name: string }).name;

/** Some of Node's modules are globals too. */
function namespace(module: string): string {
  const globals: Record<string, string> = {
    'node:process': 'process',
    'node:console': 'console',
  };
  return globals[module] ?? module;
}

const TIMERS = ['setTimeout', 'setInterval', 'setImmediate'];

const globalKey = (name: string) => (TIMERS.includes(name) ? `node:timers.${name}` : name);

function memberKey(key: string, name: string): string {
  if (key === 'globalThis') return globalKey(name);
  if (key === 'node:perf_hooks' && name === 'performance') return 'performance';
  if (name === 'default' || name === 'promises') {
    return name === 'default' ? key : `${key}/promises`;
  }
  return `${namespace(key)}.${name}`;
}

/** The class of known.ts that a name means. */
function className(key: string): string | undefined {
  if (key === 'python:asyncio.Queue') return 'AsyncQueue';
  const name = key.slice(key.lastIndexOf('.') + 1);
  const isGlobal = name === key;
  if (isGlobal) return ['Date', 'AbortController'].includes(name) ? name : undefined;
  return Object.hasOwn(CLASSES, name) || Object.hasOwn(METHODS, name) ? name : undefined;
}

/** The values that a function returns; those of a generator that it yields. */
export function returnsOf(fn: Node): Node[] {
  if (!isFunction(fn) || !('body' in fn) || !fn.body) return [];
  const body = fn.body as Node;
  if (body.type !== 'BlockStatement') return [body];
  const values: Node[] = [];
  const look = (node: Node) => {
    if (isFunction(node) || node.type === 'ClassDeclaration') return;
    if (node.type === 'ReturnStatement' || node.type === 'YieldExpression') {
      if (node.argument) values.push(node.argument as Node);
    }
    for (const child of childrenOf(node)) look(child);
  };
  look(body);
  return values;
}

/** What a class assigns to a field of its objects. */
export function assignmentsToThis(local: Node, name: string): Node[] {
  const values: Node[] = [];
  const look = (node: Node) => {
    if (node.type === 'AssignmentExpression' && node.left.type === 'MemberExpression') {
      const { object, property, computed } = node.left;
      if (object.type === 'ThisExpression' && propertyName(property, computed) === name) {
        values.push(node.right);
      }
    }
    for (const child of childrenOf(node)) look(child);
  };
  look(local);
  return values;
}
