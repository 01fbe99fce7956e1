/** A code that is not claimed, and the link that claims it. */
export interface CodeLink {
  readonly code: string;
  readonly link: string;
}

/** codeLinks reads the file of a batch's codes and leaves out those that are claimed. */
export function codeLinks(file: string): readonly CodeLink[] {
  const [head = "", ...lines] = file.replace(/^\ufeff/, "").split("\r\n");
  const columns = head.split(",");
  const at = (line: readonly string[], name: string) => line[columns.indexOf(name)] ?? "";
  return lines
    .map((line) => line.split(","))
    .filter((line) => at(line, "code") && !at(line, "claimed_at"))
    .map((line) => ({ code: at(line, "code"), link: at(line, "link") }));
}
