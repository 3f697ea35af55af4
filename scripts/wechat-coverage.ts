// Asks a running simulator which documented errcodes it has served: node scripts/wechat-coverage.ts http://127.0.0.1:PORT
import { endpoints } from "#lib/wechat/index.ts";
import { compareCoverage, coverageAnswer, renderCoverage } from "./wechat-coverage-report.ts";

const [url] = process.argv.slice(2);
try {
  if (url === undefined) throw new Error("Say where the simulator is, e.g. http://127.0.0.1:4100");
  const response = await fetch(new URL("/_sim/coverage", url));
  if (!response.ok) throw new Error(`${url} answered ${response.status}: is it a simulator?`);
  process.stdout.write(renderCoverage(compareCoverage(endpoints, coverageAnswer.parse(await response.json()))));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
