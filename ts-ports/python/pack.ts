// How an object gets to another thread as what it was.
//
// What is sent is copied field by field, and the copy has forgotten its class, and so its methods.
// So the name of the class is sent along, and the thread looks it up among what the program exports,
// as it does with its target. JavaScript's own classes, such as Map or Date, need no such help.

/** By the name of each field, or of each export. */
export type Fields = Record<string, unknown>;

interface Packed {
  packedClass: string;
  fields: Fields;
}

/** In a form that can be sent. */
export function pack(value: unknown): unknown {
  if (!isOfOwnClass(value)) return value;
  return { packedClass: value.constructor.name, fields: packFields(value) } satisfies Packed;
}

export function packFields(object: object): Fields {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, pack(value)]));
}

/** The other side. Its constructor is not called again; an unknown class stays a bare object. */
export function unpack(value: unknown, classes: Fields): unknown {
  if (!isPacked(value)) return value;
  const Class = classes[value.packedClass];
  const object = typeof Class === 'function' ? Object.create(Class.prototype) : {};
  return Object.assign(object, unpackFields(value.fields, classes));
}

export function unpackFields(fields: Fields, classes: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, unpack(value, classes)]),
  );
}

export function isOfOwnClass(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const Class = Object.getPrototypeOf(value)?.constructor;
  return Class !== undefined && Class !== Reflect.get(globalThis, Class.name);
}

function isPacked(value: unknown): value is Packed {
  return typeof value === 'object' && value !== null && 'packedClass' in value;
}
