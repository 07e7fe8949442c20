import type { Setup } from "../../core/setup.ts";
import type { Problem } from "../../schema/status.ts";
import { formatDate } from "../../ui/date.ts";
import { tilde } from "../../ui/text.ts";

/** A fetched catalog that cannot be used is no reason to fail, and none to be silent. */
export function catalogProblem({ catalog: { trouble, fetchedAt }, places }: Setup): Problem[] {
  if (trouble === undefined) return [];
  const built = `the built-in catalog of ${formatDate(fetchedAt)} is used`;
  return [
    {
      severity: "warning",
      message: `${tilde(trouble.path, places.home)} cannot be used: ${trouble.reason}; ${built}`,
      hint: "fetch it anew: `openclaw models refresh`",
    },
  ];
}
