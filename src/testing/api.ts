/** An api.json of models.dev with these models of a provider `acme`, by their ids, each with its context window. */
export function modelsDev(models: Readonly<Record<string, number>>): string {
  const entries = Object.entries(models).map(([id, context]) => [
    id,
    { id, name: id, limit: { context, output: 1000 }, cost: { input: 1, output: 2 } },
  ]);
  return JSON.stringify({ acme: { id: "acme", models: Object.fromEntries(entries) } });
}
