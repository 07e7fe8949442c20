import type { ScanResult } from "../../schema/scan.ts";

/** Whether a place is that of the model which answers first: nobody but its owner says what comes there instead. */
export function isPrimary(tag: string): boolean {
  return /(^|: )(default|image)$/.test(tag);
}

/** 130 stopped by the person, 69 when the service stopped it, nothing could be taken, or something dead stays. */
export function exitOfScan(result: ScanResult, { yes, probe }: { yes: boolean; probe: boolean }): number {
  if (result.interrupted) return 130;
  if (result.stopped !== null) return 69;
  if (result.recheck) return isInOrder(result) ? 0 : 69;
  return yes && probe && result.change === null ? 69 : 0;
}

/** Whether nothing dead is configured any more, and that could be found out. */
function isInOrder({ results, change }: ScanResult): boolean {
  const dead = results.flatMap(({ deadIn = [] }) => deadIn);
  if (dead.some((tag) => change === null || isPrimary(tag))) return false;
  return results.length === 0 || results.some(({ verdict }) => verdict !== "unclear");
}
