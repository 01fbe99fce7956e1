/** How often a page looks again: at what goes on, and at what rests. */
export const beatMs = { busy: 1_500, calm: 15_000 } as const;
