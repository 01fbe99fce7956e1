/** fileName makes a name that every system takes of a title in any language. */
export function fileName(title: string, ending: string): string {
  const name = title
    .replace(/[\\/:*?"<>|\p{Cc}]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  return `${name.slice(0, 80) || "habitue"}.${ending}`;
}

/** saveFile hands a file to the reader, as a download. */
export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The download has begun with the click; the browser keeps what it reads from.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
