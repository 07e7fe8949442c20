/** Whether a base URL stands on this machine or in its own network: loopback, private, link-local or `*.local`. */
export function isLocalUrl(baseUrl: string): boolean {
  if (!URL.canParse(baseUrl)) return false;
  const host = new URL(baseUrl).hostname.replace(/^\[|\]$/g, "").toLowerCase();
  if (/^(localhost|host\.docker\.internal)$|\.(localhost|local)$/.test(host)) return true;
  if (/^::1$|^f[cd][0-9a-f]{2}:|^fe[89ab][0-9a-f]:/.test(host)) return true;
  return isPrivateAddress(host);
}

function isPrivateAddress(host: string): boolean {
  const [a, b, c, d, ...more] = host.split(".").map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : Number.NaN));
  if (
    a === undefined ||
    b === undefined ||
    [a, b, c, d].some((part) => part === undefined || Number.isNaN(part)) ||
    more.length > 0
  )
    return false;
  if (a === 127 || a === 10 || (a === 192 && b === 168) || (a === 169 && b === 254)) return true;
  if (a === 172) return b >= 16 && b <= 31;
  // 100.64.0.0/10 is what Tailscale and carriers hand out; 0.0.0.0 is what servers print as their own address.
  return (a === 100 && b >= 64 && b <= 127) || host === "0.0.0.0";
}
