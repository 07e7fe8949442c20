import { expect, test } from "bun:test";
import { isLocalUrl } from "./local.ts";

test.each([
  "http://localhost:11434",
  "http://LOCALHOST/v1",
  "http://ollama.localhost",
  "http://studio.local:1234/v1",
  "http://host.docker.internal:8000",
  "http://127.0.0.1:11434",
  "http://127.255.0.9",
  "http://127.1",
  "http://10.0.0.5",
  "http://172.16.0.1",
  "http://172.31.255.255",
  "http://192.168.1.20:8080/v1",
  "http://169.254.1.1",
  "http://100.64.0.1",
  "http://100.127.255.254",
  "http://0.0.0.0:8000",
  "http://[::1]:11434",
  "http://[fd00::1]",
  "http://[fc00::1]",
  "http://[fe80::1]",
])("%s is local", (url) => {
  expect(isLocalUrl(url)).toBe(true);
});

test.each([
  "",
  "localhost:11434x y",
  "/v1",
  "https://api.openai.com/v1",
  "https://localhost.example.com",
  "https://notlocalhost",
  "https://local.example.com",
  "https://10.0.0.5.example.com",
  "https://127.evil.example",
  "http://172.15.0.1",
  "http://172.32.0.1",
  "http://192.169.0.1",
  "http://169.253.0.1",
  "http://100.63.0.1",
  "http://100.128.0.1",
  "http://8.8.8.8",
  "http://[2001:db8::1]",
  "https://api.example.com/?host=localhost",
  "https://localhost@api.example.com",
  "https://{location}-aiplatform.googleapis.com/v1",
])("%p is not local", (url) => {
  expect(isLocalUrl(url)).toBe(false);
});
