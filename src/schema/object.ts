import * as v from "valibot";

/** For valibot a list is an object too; a config in which one stands for the other is broken. */
const noList = v.pipe(
  v.unknown(),
  v.check((value) => !Array.isArray(value)),
);

/** An object with these fields, and any others besides: what another program wrote is kept. */
export function objectOf<const E extends v.ObjectEntries>(entries: E) {
  return v.pipe(noList, v.looseObject(entries));
}

/** A map from any name to values of one kind. */
export function mapOf<const S extends v.GenericSchema>(value: S) {
  return v.pipe(noList, v.record(v.string(), value));
}

/** A map whose values are left for later: not one of its thousands of entries is looked at. */
export function anyMap() {
  return v.custom<Record<string, unknown>>(
    (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  );
}
