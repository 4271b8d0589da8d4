import { api, ask } from "../../api/client";

/** The hash of a version by its label: an `@` in a path would be written as %40, which the daemon does not read back. @returns the label when it is not there */
export async function hashOf(label: string): Promise<string> {
  if (!label.includes("@")) return label;
  const { contracten } = await ask(api.GET("/v1/contracten"));
  return contracten.find((one) => one.bundel === label)?.hash ?? label;
}
