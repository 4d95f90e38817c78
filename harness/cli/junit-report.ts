import { relative } from 'node:path';
import type { TrialName } from '../app/trials.ts';
import type { Verdict } from '../judge/verdict.ts';
import { openReportFile } from '../report/report-file.ts';

/** What `--junit` asks for. */
export interface JunitReport {
  onTried: (pair: string, trial: TrialName, seconds: number) => void;
  write: (suites: readonly JudgedSuite[]) => Promise<void>;
}

interface JudgedSuite {
  name: string;
  verdict: Verdict;
  /** Whether a trial's time is a part of this suite's. */
  isTimed: (tried: { pair: string; trial: TrialName }) => boolean;
}

/** @throws LockstepError BAD_REPORT_FILE, before any program runs */
export function openJunitReport(file: string, name: string): JunitReport {
  const begun = performance.now();
  const report = openReportFile(file);
  const tried: { pair: string; trial: TrialName; seconds: number }[] = [];
  return {
    onTried: (pair, trial, seconds) => tried.push({ pair, trial, seconds }),
    async write(judged) {
      // What writes XML is loaded where it is asked for.
      const { junitXml } = await import('../report/junit.ts');
      const suites = judged.map(({ name, verdict, isTimed }) => ({
        name,
        file: relative('', verdict.port.program),
        seconds: tried.filter(isTimed).reduce((sum, { seconds }) => sum + seconds, 0),
        verdict,
      }));
      report.write(junitXml({ name, seconds: (performance.now() - begun) / 1000, suites }));
    },
  };
}
