/* What the build writes for the scripts to look things up in. */

interface Window {
  /** The folder of each alert below `a/`. */
  firsthourAlerts: Record<string, string>;
  /** Address and title of pages, and what errors and alerts lead to them: the number of the page. */
  firsthourSignatures: {
    pages: [address: string, title: string][];
    signatures: [kind: "error" | "pattern" | "alert" | "symptom", text: string, page: number][];
  };
}
