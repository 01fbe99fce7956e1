/**
 * leaveFor goes to a page of another house. What is no address of the web (a script, a
 * file) is none to go to, whoever named it.
 */
export function leaveFor(address: string): void {
  const { protocol } = new URL(address, location.origin);
  if (protocol !== "https:" && protocol !== "http:") throw new Error("that is no page");
  location.assign(address);
}
