// What every journey is told: where the program answers and who signs in.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";

const known = {
  url: { type: "string" },
  email: { type: "string" },
  "password-file": { type: "string" },
  out: { type: "string", default: "screenshots" },
};

/** options reads the command line; a missing one ends the run with status 2. */
export function options(usage) {
  const { values } = parseArgs({ options: known });
  for (const name of ["url", "email", "password-file"]) {
    if (!values[name]) {
      console.error(`--${name} is missing\nusage: ${usage}`);
      process.exit(2);
    }
  }
  return {
    url: values.url.replace(/\/$/, ""),
    email: values.email,
    password: readFileSync(values["password-file"], "utf8").trim(),
    out: values.out,
  };
}
