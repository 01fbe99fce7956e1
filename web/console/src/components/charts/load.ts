import type * as Engine from "./engine";

let engine: Promise<typeof Engine> | undefined;

/** loadEngine fetches ECharts once, when the first chart is about to draw. */
export function loadEngine(): Promise<typeof Engine> {
  engine ??= import("./engine").catch((thrown: unknown) => {
    engine = undefined; // the next chart may try again
    throw thrown;
  });
  return engine;
}
