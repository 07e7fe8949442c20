import type { Edit } from "../config/edit/edit.ts";
import type { Owner } from "./owner.ts";

/** Makes a model the first that answers; the string form of a choice becomes an object. */
export function primaryEdit({ own, path }: Owner, key: string): Edit {
  return typeof own === "object"
    ? { kind: "set", path: [...path, "primary"], value: key }
    : { kind: "set", path, value: { primary: key } };
}
