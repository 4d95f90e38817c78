import { findPython } from '../../harness/launch/python.ts';

let found = false;

/** Python may be a shell script that looks for it: every test that asks anew takes 0.1 s more. */
export default async function findPythonOnce(): Promise<void> {
  if (found) return; // Each project asks.
  found = true;
  const { executable } = await findPython(process.env, process.platform);
  process.env.LOCKSTEP_PYTHON = executable;
}
