import { relative } from 'node:path';
import type { Verdict } from '../judge/verdict.ts';
import { openReportFile } from '../report/report-file.ts';

/** What `--junit` asks for. */
export interface JunitReport {
  onJudged: (name: string, seconds: number) => void;
  /** @param judged each with the name under which `onJudged` was told how long it took */
  write: (judged: readonly { name: string; timer: string; verdict: Verdict }[]) => Promise<void>;
}

/** @throws LockstepError BAD_REPORT_FILE, before any program runs */
export function openJunitReport(file: string, name: string): JunitReport {
  const begun = performance.now();
  const report = openReportFile(file);
  const took = new Map<string, number>();
  return {
    onJudged: (timer, seconds) => took.set(timer, seconds),
    async write(judged) {
      // What writes XML is loaded where it is asked for.
      const { junitXml } = await import('../report/junit.ts');
      const suites = judged.map(({ name, timer, verdict }) => ({
        name,
        file: relative('', verdict.port.program),
        seconds: took.get(timer) ?? 0,
        verdict,
      }));
      report.write(junitXml({ name, seconds: (performance.now() - begun) / 1000, suites }));
    },
  };
}
