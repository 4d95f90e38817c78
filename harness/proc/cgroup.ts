/** Folders of the control groups that this process is in (cgroups(7)); undefined where there are none. */
export interface Cgroups {
  /** Version 2. */
  unified?: string;
  /** Version 1. */
  freezer?: string;
  pids?: string;
}

/**
 * Where this process's control groups are.
 *
 * @param mountinfo of /proc/self
 * @param own /proc/self/cgroup
 */
export function cgroupsOf(mountinfo: string, own: string): Cgroups {
  const paths = pathsIn(own);
  const found: Cgroups = {};
  for (const line of mountinfo.split('\n')) {
    // `id parent device root mount-point options … - type source super-options`
    const [before = '', after = ''] = line.split(' - ');
    const [, , , root = '', mount = ''] = before.split(' ');
    const [type, , options = ''] = after.split(' ');
    const folder = (controller: string) => {
      const path = paths.get(controller);
      return path === undefined ? undefined : join(mount, below(root, path));
    };
    if (type === 'cgroup2') assign('unified', folder(''));
    if (type !== 'cgroup') continue;
    for (const name of ['freezer', 'pids'] as const) {
      if (options.split(',').includes(name)) assign(name, folder(name));
    }
  }
  return found;

  function assign(name: keyof Cgroups, folder: string | undefined): void {
    if (folder !== undefined) found[name] ??= folder;
  }
}

/**
 * The path of a process's control group in the hierarchy of each controller; '' is version 2.
 *
 * @param own /proc/self/cgroup
 */
export function pathsIn(own: string): ReadonlyMap<string, string> {
  const paths = new Map<string, string>();
  for (const line of own.split('\n')) {
    const [, controllers, path] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    if (controllers === undefined || path === undefined) continue;
    for (const controller of controllers.split(',')) paths.set(controller, path);
  }
  return paths;
}

/** A container may see only a part of the hierarchy: that below the root of its mount. */
function below(root: string, path: string): string {
  return root !== '/' && (path === root || path.startsWith(`${root}/`))
    ? path.slice(root.length)
    : path;
}

const join = (mount: string, path: string) => `${mount}${path}`.replace(/\/+$/, '') || '/';
