declare module "keyring-addon" {
  /** Where the native part of the keyring stands inside the compiled program; `scripts/build.ts` puts it there. */
  const path: string;
  export default path;
}
