import { mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openGuard } from '../../harness/launch/guard.ts';
import { type Pair, portOf } from '../../harness/pairs.ts';

/** A folder in which changed ports of a pair find what they import; it is gone whatever happens. */
export function folderOfPorts(pair: Pair): { add: (text: string) => string } & Disposable {
  const guard = openGuard();
  const path = mkdtempSync(join(guard.folder, 'ports-'));
  symlinkSync(join(dirname(portOf(pair)), 'python'), join(path, 'python'));
  writeFileSync(join(path, 'package.json'), '{ "type": "module" }\n');
  let count = 0;
  return {
    add(text) {
      const file = join(path, `${pair.stem}-${count++}.ts`);
      writeFileSync(file, text);
      return file;
    },
    [Symbol.dispose]() {
      guard[Symbol.dispose]();
    },
  };
}
