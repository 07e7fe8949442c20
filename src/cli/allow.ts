import type { GenericSchema } from "valibot";

/** The parts of a valibot schema that a result may be made of. */
type Shape = {
  type: string;
  entries?: Record<string, Shape>;
  item?: Shape;
  value?: Shape;
  wrapped?: Shape;
};

/**
 * Copies of a result what its schema names, and nothing else: a stray field cannot reach `--json`.
 * Types are the compiler's work, and the tests'; checking them again would cost a second start-up on a long list.
 */
export function allowed(schema: GenericSchema, value: unknown): unknown {
  return keep(schema as unknown as Shape, value);
}

function keep(shape: Shape, value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (shape.wrapped !== undefined) return keep(shape.wrapped, value);
  if (shape.item !== undefined && Array.isArray(value)) return keepItems(shape.item, value);
  if (shape.entries !== undefined) return keepEntries(shape.entries, value as Record<string, unknown>);
  if (shape.type === "record" && shape.value !== undefined) return keepValues(shape.value, value);
  // An object where the schema names none of its fields is not for anyone's eyes; that is a bug of ours.
  throw new TypeError(`a result has an object where its schema has ${shape.type}`);
}

function keepItems(item: Shape, values: readonly unknown[]): unknown {
  return values.map((value) => keep(item, value));
}

function keepEntries(entries: Record<string, Shape>, value: Record<string, unknown>): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const key in entries) {
    const field = value[key];
    if (field === undefined) continue;
    const shape = entries[key];
    kept[key] = typeof field === "object" && shape !== undefined ? keep(shape, field) : field;
  }
  return kept;
}

function keepValues(shape: Shape, value: object): unknown {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, keep(shape, item)]));
}
