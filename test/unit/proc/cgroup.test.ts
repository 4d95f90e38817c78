import { describe, expect, test } from 'vitest';
import { cgroupsOf } from '../../../harness/proc/cgroup.ts';

const V1 = `
31 25 0:27 / /sys/fs/cgroup/pids rw,relatime - cgroup cgroup rw,pids
32 25 0:28 / /sys/fs/cgroup/freezer rw,relatime - cgroup cgroup rw,freezer
33 25 0:29 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw`;

describe('this process’s control groups', () => {
  test('are found in version 2', () => {
    const mountinfo =
      '30 24 0:26 / /sys/fs/cgroup rw,nosuid shared:9 - cgroup2 cgroup2 rw,nsdelegate';
    expect(cgroupsOf(mountinfo, '0::/user.slice/session-2.scope\n')).toEqual({
      unified: '/sys/fs/cgroup/user.slice/session-2.scope',
    });
  });

  test('are found in version 1, beside version 2', () => {
    expect(cgroupsOf(V1, '8:pids:/\n6:freezer:/jobs\n0::/\n')).toEqual({
      pids: '/sys/fs/cgroup/pids',
      freezer: '/sys/fs/cgroup/freezer/jobs',
      unified: '/sys/fs/cgroup/unified',
    });
  });

  test('are found if controllers share a hierarchy', () => {
    const mountinfo = '31 25 0:27 / /cg/freezer,pids rw - cgroup cgroup rw,freezer,pids';
    expect(cgroupsOf(mountinfo, '3:freezer,pids:/a\n')).toEqual({
      freezer: '/cg/freezer,pids/a',
      pids: '/cg/freezer,pids/a',
    });
  });

  test('are below the root of a mount that shows only a part of them, as in a container', () => {
    const mountinfo = '31 25 0:27 /docker/3f /sys/fs/cgroup/freezer ro - cgroup cgroup rw,freezer';
    expect(cgroupsOf(mountinfo, '6:freezer:/docker/3f/own\n')).toEqual({
      freezer: '/sys/fs/cgroup/freezer/own',
    });
  });

  test('are none if nothing is mounted', () => {
    expect(cgroupsOf('', '')).toEqual({});
  });
});
