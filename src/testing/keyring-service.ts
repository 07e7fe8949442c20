/** Messages of D-Bus, as far as a service needs them that answers every call in the same way, if at all. */
const CALL = 1;
const RETURN = 2;
const ERROR = 3;
const NO_REPLY_EXPECTED = 1;

/** The fields of a header that are used here, each with the type of its value. */
const FIELDS = {
  path: [1, "o"],
  interface: [2, "s"],
  member: [3, "s"],
  errorName: [4, "s"],
  replySerial: [5, "u"],
  destination: [6, "s"],
  sender: [7, "s"],
  signature: [8, "g"],
} as const;
type Fields = Partial<Record<keyof typeof FIELDS, string | number>>;
type Message = { type: number; flags: number; serial: number; fields: Fields };

const BUS = { path: "/org/freedesktop/DBus", interface: "org.freedesktop.DBus", destination: "org.freedesktop.DBus" };

/**
 * Owns the name of the keyring on a bus, in the place of a real one: it never answers, or it refuses every call. Gives what
 * ends it.
 */
export async function impersonateKeyring(socketPath: string, answer: "silence" | "denial"): Promise<() => void> {
  let received = Buffer.alloc(0);
  let isGreeted = false;
  let serial = 2;
  const owned = Promise.withResolvers<void>();
  const socket = await Bun.connect({
    unix: socketPath,
    socket: {
      data(peer, bytes) {
        received = Buffer.concat([received, bytes]);
        if (!isGreeted) {
          if (!received.includes("\r\n")) return;
          if (!received.toString().startsWith("OK ")) owned.reject(new Error(received.toString()));
          received = Buffer.alloc(0);
          isGreeted = true;
          peer.write("BEGIN\r\n");
          peer.write(encode(CALL, 1, { ...BUS, member: "Hello" }));
          const request = { ...BUS, member: "RequestName", signature: "su" };
          peer.write(encode(CALL, 2, request, ["org.freedesktop.secrets", 0]));
        }
        for (let size = sizeOf(received); size <= received.length; size = sizeOf(received)) {
          const { type, flags, serial: replySerial, fields } = decode(received);
          received = received.subarray(size);
          if (type === RETURN && fields.replySerial === 2) owned.resolve();
          if (type !== CALL || answer === "silence" || (flags & NO_REPLY_EXPECTED) !== 0) continue;
          const errorName = "org.freedesktop.DBus.Error.AccessDenied";
          const header = { errorName, replySerial, destination: fields.sender ?? "", signature: "s" };
          peer.write(encode(ERROR, ++serial, header, ["Access denied"]));
        }
      },
    },
  });
  socket.write(`\0AUTH EXTERNAL ${Buffer.from(String(process.getuid?.())).toString("hex")}\r\n`);
  await owned.promise;
  return () => socket.end();
}

/** How long the next message is; more than there is when its beginning is not there yet. */
function sizeOf(bytes: Buffer): number {
  if (bytes.length < 16) return Number.POSITIVE_INFINITY;
  return aligned(16 + bytes.readUInt32LE(12), 8) + bytes.readUInt32LE(4);
}

const aligned = (at: number, to: number) => Math.ceil(at / to) * to;

function encode(type: number, serial: number, fields: Fields, body: readonly (string | number)[] = []): Buffer {
  const header: number[] = [];
  for (const [name, value] of Object.entries(fields)) {
    const [code, kind] = FIELDS[name as keyof Fields];
    while (header.length % 8 !== 0) header.push(0);
    header.push(code, 1, kind.charCodeAt(0), 0);
    if (kind === "g") header.push(String(value).length, ...Buffer.from(`${value}\0`));
    else put(header, value);
  }
  const content: number[] = [];
  for (const value of body) put(content, value);
  const start = [0x6c, type, 0, 1];
  for (const value of [content.length, serial, header.length]) put(start, value);
  const padding = Array.from({ length: aligned(header.length, 8) - header.length }, () => 0);
  return Buffer.from([...start, ...header, ...padding, ...content]);
}

function put(bytes: number[], value: string | number): void {
  while (bytes.length % 4 !== 0) bytes.push(0);
  const number = Buffer.alloc(4);
  number.writeUInt32LE(typeof value === "number" ? value : Buffer.byteLength(value));
  bytes.push(...number);
  if (typeof value === "string") bytes.push(...Buffer.from(`${value}\0`));
}

function decode(bytes: Buffer): Message {
  const fields: Fields = {};
  const end = 16 + bytes.readUInt32LE(12);
  for (let at = 16; at < end; at = aligned(at, 8)) {
    const code = bytes.readUInt8(at);
    const kind = String.fromCharCode(bytes.readUInt8(at + 2));
    const size = kind === "g" ? bytes.readUInt8(at + 4) : bytes.readUInt32LE(at + 4);
    const from = at + (kind === "g" ? 5 : 8);
    const name = Object.entries(FIELDS).find(([, [known]]) => known === code)?.[0] as keyof Fields | undefined;
    if (name !== undefined) fields[name] = kind === "u" ? size : bytes.toString("utf8", from, from + size);
    at = kind === "u" ? from : from + size + 1;
  }
  return { type: bytes.readUInt8(1), flags: bytes.readUInt8(2), serial: bytes.readUInt32LE(8), fields };
}
