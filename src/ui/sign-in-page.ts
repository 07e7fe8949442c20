const STYLE = `
:root { color-scheme: light dark; --ink: #1c1e21; --paper: #fbfbfa; --dim: #5c6066; --mark: #1a7f45; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e8e6; --paper: #16181b; --dim: #a0a4aa; --mark: #4cc38a; } }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.5 system-ui, sans-serif; }
main { max-width: 28rem; padding: 2rem; }
h1 { margin: 0 0 .5rem; font-size: 1.5rem; line-height: 1.25; }
p { margin: 0; color: var(--dim); }
.good { color: var(--mark); }`;

/** The page that a browser ends on after a sign-in: whole in itself, and with nothing of the sign-in in it. */
export function signInPage(provider: string, isSignedIn: boolean): string {
  const title = isSignedIn ? `Signed in to ${provider}` : `Not signed in to ${provider}`;
  const next = isSignedIn
    ? "openclaw has what it needs. You can close this tab and go on in the terminal."
    : "openclaw says in the terminal what went wrong. You can close this tab.";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>${escaped(title)} · openclaw</title>
<style>${STYLE}
</style>
</head>
<body>
<main>
<h1${isSignedIn ? ' class="good"' : ""}>${isSignedIn ? "✓ " : ""}${escaped(title)}</h1>
<p>${next}</p>
</main>
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
