/**
 * memo keeps what was made for a key. Intl formatters cost about a hundred
 * times more to make than to use, and a table of 200 rows asks for the same few.
 */
export function memo<Made>(make: (...key: string[]) => Made): (...key: string[]) => Made {
  const kept = new Map<string, Made>();
  return (...key) => {
    const name = key.join("\u0000");
    let made = kept.get(name);
    if (made === undefined) {
      made = make(...key);
      kept.set(name, made);
    }
    return made;
  };
}
