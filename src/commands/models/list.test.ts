import { expect, test } from "bun:test";
import { authStore, cli, cliJson, withConfig } from "../../testing/cli.ts";
import { NOW } from "../../testing/env.ts";

const acme = {
  baseUrl: "https://acme.example/v1",
  apiKey: "acme-0123456789-abcd",
  models: [
    { id: "big", name: "Big", contextWindow: 128_000, input: ["text", "image"], cost: { input: 1.25, output: 10 } },
    { id: "free", name: "Free", contextWindow: 32_000, cost: { input: 0, output: 0 } },
  ],
};
const lab = { baseUrl: "http://10.0.0.7:8080/v1", models: [{ id: "tiny", name: "Tiny", contextWindow: 8192 }] };
const config = {
  agents: {
    defaults: {
      model: { primary: "acme/big", fallbacks: ["lab/tiny"] },
      imageModel: { primary: "acme/big", fallbacks: ["beta/gone"] },
      models: { "acme/big": { alias: "big" }, "acme/free": {} },
    },
  },
  models: { mode: "replace", providers: { acme, lab, beta: { baseUrl: "https://beta.example", models: [] } } },
};
const world = withConfig(config);
const big = {
  key: "acme/big",
  name: "Big",
  input: "text+image",
  contextWindow: 128_000,
  local: false,
  available: true,
  tags: ["default", "image", "configured", "alias:big"],
  missing: false,
  store: "config",
  health: "static",
  free: false,
  cost: { input: 1.25, output: 10 },
  retired: false,
};

test("the configured models stand in the order in which they are asked, with their roles", async () => {
  const { code, stdout, stderr } = await cli("models list", world);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatchInlineSnapshot(`
    "Model      Input       Context  Price      Key     Tags
    acme/big   text+image     128k  $1.25/$10  config  default,image,configured,alias:big
    lab/tiny   text             8k  local      yes     fallback#1
    beta/gone  -                 -  -          -       img-fallback#1,missing
    acme/free  text            32k  free       config  configured

    4 models configured; all of them: openclaw models list --all
    "
  `);
});

test("no line is wider than a narrow terminal, and no model is cut", async () => {
  const { stdout } = await cli("models list", { ...world, columns: 60, variables: { NO_COLOR: "1" } });
  expect(stdout).toMatchInlineSnapshot(`
    "Model      Input       Context  Price      Key     Tags
    acme/big   text+image     128k  $1.25/$10  config  default,…
    lab/tiny   text             8k  local      yes     fallback…
    beta/gone  -                 -  -          -       img-fall…
    acme/free  text            32k  free       config  configur…

    4 models configured; all of them: openclaw models list --all
    "
  `);
});

test("yes, no and what is beside the point have their colours", async () => {
  const { stdout } = await cli("models list", { ...world, columns: 100 });
  expect(stdout.replaceAll("\u001b", "␛")).toMatchInlineSnapshot(`
    "␛[2mModel      Input       Context  Price      Key     Tags␛[22m
    acme/big   text+image     128k  $1.25/$10  ␛[32mconfig␛[39m  default,image,configured,alias:big
    lab/tiny   text             8k  local      ␛[32myes␛[39m     fallback#1
    beta/gone  -                 -  -          -       img-fallback#1,missing
    acme/free  text            32k  free       ␛[32mconfig␛[39m  configured

    ␛[2m4 models configured; all of them: openclaw models list --all␛[22m
    "
  `);
});

test("plain models are references, one a line", async () => {
  expect(await cli("models list --plain", world)).toEqual({
    code: 0,
    stdout: "acme/big\nlab/tiny\nbeta/gone\nacme/free\n",
    stderr: "",
  });
});

test("a row of the JSON document has the model, its roles and its price", async () => {
  expect(await cliJson("models list --provider acme", world)).toEqual({
    code: 0,
    document: {
      schemaVersion: 1,
      count: 2,
      models: [
        big,
        {
          ...big,
          key: "acme/free",
          name: "Free",
          input: "text",
          contextWindow: 32_000,
          tags: ["configured"],
          free: true,
          cost: { input: 0, output: 0 },
        },
      ],
      warnings: [],
    },
  });
});

test("a model that nobody knows is missing, and nothing is claimed of it", async () => {
  const { document } = await cliJson("models list --provider beta", world);
  expect(document["models"]).toEqual([
    {
      key: "beta/gone",
      name: "beta/gone",
      input: "-",
      contextWindow: null,
      local: null,
      available: null,
      tags: ["img-fallback#1", "missing"],
      missing: true,
      health: "missing",
      store: null,
      free: false,
      cost: null,
      retired: false,
    },
  ]);
});

test("an empty list is a success in every form", async () => {
  const none = withConfig({ ...config, agents: { defaults: { model: "acme/big" } } });
  expect(await cli("models list --local --plain", none)).toEqual({ code: 0, stdout: "", stderr: "" });
  expect(await cliJson("models list --local", none)).toEqual({
    code: 0,
    document: { schemaVersion: 1, count: 0, models: [], warnings: [] },
  });
  expect(await cli("models list --local", none)).toEqual({
    code: 0,
    stdout: "No models found. Look further: openclaw models list --all\n",
    stderr: "",
  });
});

test("where to look further keeps the provider that was asked for", async () => {
  const { stdout } = await cli("models list --provider acme", world);
  expect(stdout).toEndWith("\n\n2 models configured; all of them: openclaw models list --all --provider acme\n");
  expect(await cli("models list --provider anthropic", world)).toEqual({
    code: 0,
    stdout: "No models found. Look further: openclaw models list --all --provider anthropic\n",
    stderr: "",
  });
});

test("an expired profile counts as available, with its health beside it", async () => {
  const expired = { type: "oauth", provider: "anthropic", access: "token", expires: NOW - 1 };
  const { document } = await cliJson("models list", { files: authStore({ profiles: { "anthropic:me": expired } }) });
  expect(document["models"]).toMatchObject([{ key: "anthropic/claude-opus-4-6", available: true, health: "expired" }]);
});
