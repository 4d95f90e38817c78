import { CLASSES, METHODS } from '../known.ts';

/** Some of Node's modules are globals too. */
export function namespaceKey(module: string): string {
  const globals: Record<string, string> = {
    'node:process': 'process',
    'node:console': 'console',
  };
  return globals[module] ?? module;
}

const TIMERS = ['setTimeout', 'setInterval', 'setImmediate'];

/** A global; a timer is named as in its module. */
export const globalKey = (name: string) => (TIMERS.includes(name) ? `node:timers.${name}` : name);

/** The name of a member of a module, a class or another object. */
export function memberKey(key: string, name: string): string {
  if (key === 'globalThis') return globalKey(name);
  if (key === 'node:perf_hooks' && name === 'performance') return 'performance';
  if (name === 'default' || name === 'promises') {
    return name === 'default' ? key : `${key}/promises`;
  }
  return `${namespaceKey(key)}.${name}`;
}

/** The class of known.ts that a name means. */
export function className(key: string): string | undefined {
  if (key === 'python:asyncio.Queue') return 'AsyncQueue';
  const name = key.slice(key.lastIndexOf('.') + 1);
  const isGlobal = name === key;
  if (isGlobal) return ['Date', 'AbortController'].includes(name) ? name : undefined;
  return Object.hasOwn(CLASSES, name) || Object.hasOwn(METHODS, name) ? name : undefined;
}
