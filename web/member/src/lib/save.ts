/** saveFile hands a file to the telephone, as a download. */
export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The download has begun with the click; the browser keeps what it reads from.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
