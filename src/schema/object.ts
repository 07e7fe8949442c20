import * as v from "valibot";

/** For valibot a list is an object too; a config in which one stands for the other is broken. */
const isNoList = v.check<unknown>((value) => !Array.isArray(value));

/** An object with these fields, and any others besides: what another program wrote is kept. */
export function objectOf<const E extends v.ObjectEntries>(entries: E) {
  return v.pipe(v.looseObject(entries), isNoList as v.CheckAction<v.InferOutput<v.LooseObjectSchema<E, undefined>>, undefined>);
}

/** A map from any name to values of one kind. */
export function mapOf<const S extends v.GenericSchema>(value: S) {
  const record = v.record(v.string(), value);
  return v.pipe(record, isNoList as v.CheckAction<v.InferOutput<typeof record>, undefined>);
}
