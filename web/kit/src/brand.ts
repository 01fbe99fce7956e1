/**
 * Types that look like a string or a number and must not be mixed up.
 *
 * The server answers ids as strings and value as integers; adding points to
 * fen compiles just as well as adding fen to fen unless the compiler is told
 * which is which. The generated API types carry these brands.
 */
declare const brand: unique symbol;
type Marked<Name> = { readonly [brand]: Name };
type Brand<Base, Name extends string> = Base & Marked<Name>;

/** The id of anything. Without meaning or order; never parsed. */
export type Id = Brand<string, "Id">;

/** Money in the minor unit of its currency (fen, cents). Always a safe integer. */
export type Minor = Brand<number, "Minor">;

/** A number of points or of growth. Always a safe integer. */
export type Points = Brand<number, "Points">;

/** id says that text from a URL is meant as an id. The server judges it. */
export function id(text: string): Id {
  return text as Id;
}

/** minor brands a whole number of minor units; a fraction is a programming error. */
export function minor(amount: number): Minor {
  return whole(amount) as Minor;
}

/** points brands a whole number of points; a fraction is a programming error. */
export function points(amount: number): Points {
  return whole(amount) as Points;
}

function whole(amount: number): number {
  if (!Number.isSafeInteger(amount)) {
    throw new RangeError(`value must be a safe integer, not ${amount}`);
  }
  return amount;
}

interface Brands {
  readonly Id: Id;
  readonly Minor: Minor;
  readonly Points: Points;
}

/**
 * Restored gives a reply its brands back: openapi-fetch maps every reply to what
 * may be read of it, and takes a branded string for an object on the way.
 */
export type Restored<T> =
  T extends Marked<infer Name extends keyof Brands>
    ? Brands[Name]
    : T extends readonly (infer Item)[]
      ? Restored<Item>[]
      : T extends object
        ? { [Key in keyof T]: Restored<T[Key]> }
        : T;
