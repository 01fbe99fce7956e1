/** The source files of kit and console, tests left out. */
export function sources(): { name: string; text: string }[] {
  const files = import.meta.glob(
    ["../../../{kit,console}/src/**/*.{ts,tsx}", "!**/*.test.*", "!**/test/**"],
    {
      query: "?raw",
      import: "default",
      eager: true,
    },
  );
  return Object.entries(files).map(([name, text]) => ({
    name: name.replace(/^(\.\.\/)+/, ""),
    text: String(text),
  }));
}
