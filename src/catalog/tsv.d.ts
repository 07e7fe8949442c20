declare module "*.tsv" {
  const path: string;
  export default path;
}
