/** A QR code: rows of modules, true where it is dark. */
export type Modules = readonly (readonly boolean[])[];

/*
 * ISO/IEC 18004 for what we write: letters, digits and a few signs (the
 * alphanumeric mode, which is why a pass is in capitals) or any bytes, at level M,
 * up to version 10. A till reads it from a screen, so more is not needed.
 */

const letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

interface Size {
  /** Codewords of error correction in each block. */
  readonly correction: number;
  /** Codewords of data in each block. */
  readonly blocks: readonly number[];
}

/** Level M, by version from 1. */
const sizes: readonly Size[] = [
  { correction: 10, blocks: [16] },
  { correction: 16, blocks: [28] },
  { correction: 26, blocks: [44] },
  { correction: 18, blocks: [32, 32] },
  { correction: 24, blocks: [43, 43] },
  { correction: 16, blocks: [27, 27, 27, 27] },
  { correction: 18, blocks: [31, 31, 31, 31] },
  { correction: 22, blocks: [38, 38, 39, 39] },
  { correction: 22, blocks: [36, 36, 36, 37, 37] },
  { correction: 26, blocks: [43, 43, 43, 43, 44] },
];

/** Where the small squares stand, by version from 1. */
const alignment: readonly (readonly number[])[] = [
  [],
  [6, 18],
  [6, 22],
  [6, 26],
  [6, 30],
  [6, 34],
  [6, 22, 38],
  [6, 24, 42],
  [6, 26, 46],
  [6, 28, 50],
];

/** qr writes a text; RangeError where it is too long. */
export function qr(text: string): Modules {
  for (let version = 1; version <= sizes.length; version++) {
    const data = codewords(text, version);
    if (data) return draw(version, interleaved(data, sizeOf(version)));
  }
  throw new RangeError(`${text.length} letters are too many for a QR code`);
}

function sizeOf(version: number): Size {
  const size = sizes[version - 1];
  if (!size) throw new RangeError(`no version ${version}`);
  return size;
}

/** The bits of a text, padded to a version; null where it does not hold them. */
function codewords(text: string, version: number): number[] | null {
  const room = sizeOf(version).blocks.reduce((total, block) => total + block, 0);
  const bits: number[] = [];
  const put = (value: number, count: number) => {
    for (let bit = count - 1; bit >= 0; bit--) bits.push((value >>> bit) & 1);
  };
  if ([...text].every((letter) => letters.includes(letter))) {
    put(0b0010, 4);
    put(text.length, version < 10 ? 9 : 11);
    for (let at = 0; at < text.length; at += 2) {
      const first = letters.indexOf(text.charAt(at));
      if (at + 1 < text.length) put(first * 45 + letters.indexOf(text.charAt(at + 1)), 11);
      else put(first, 6);
    }
  } else {
    const bytes = new TextEncoder().encode(text);
    put(0b0100, 4);
    put(bytes.length, version < 10 ? 8 : 16);
    for (const byte of bytes) put(byte, 8);
  }
  if (bits.length > room * 8) return null;
  put(0, Math.min(4, room * 8 - bits.length));
  while (bits.length % 8 !== 0) bits.push(0);
  const words: number[] = [];
  for (let at = 0; at < bits.length; at += 8) {
    words.push(bits.slice(at, at + 8).reduce((word, bit) => word * 2 + bit, 0));
  }
  for (let pad = 0; words.length < room; pad++) words.push(pad % 2 === 0 ? 0xec : 0x11);
  return words;
}

/** Arithmetic of GF(256), by the powers of 2. */
const powers: number[] = [];
const logs: number[] = [];
for (let power = 0, value = 1; power < 255; power++) {
  powers[power] = value;
  logs[value] = power;
  value *= 2;
  if (value > 255) value ^= 0x11d;
}

function times(a: number, b: number): number {
  if (a === 0 || b === 0) return 0;
  return powers[((logs[a] ?? 0) + (logs[b] ?? 0)) % 255] ?? 0;
}

function correctionOf(data: readonly number[], count: number): number[] {
  let generator = [1];
  for (let power = 0; power < count; power++) {
    const next = new Array<number>(generator.length + 1).fill(0);
    generator.forEach((factor, at) => {
      next[at] = (next[at] ?? 0) ^ factor;
      next[at + 1] = (next[at + 1] ?? 0) ^ times(factor, powers[power] ?? 0);
    });
    generator = next;
  }
  const rest = [...data, ...new Array<number>(count).fill(0)];
  for (let at = 0; at < data.length; at++) {
    const lead = rest[at] ?? 0;
    generator.forEach((factor, offset) => {
      rest[at + offset] = (rest[at + offset] ?? 0) ^ times(factor, lead);
    });
  }
  return rest.slice(data.length);
}

/** Blocks are woven together, so that a scratch harms each a little. */
function interleaved(data: readonly number[], size: Size): number[] {
  const blocks: (readonly number[])[] = [];
  let begin = 0;
  for (const length of size.blocks) {
    blocks.push(data.slice(begin, begin + length));
    begin += length;
  }
  const corrections = blocks.map((block) => correctionOf(block, size.correction));
  return [...woven(blocks), ...woven(corrections)];
}

function woven(lists: readonly (readonly number[])[]): number[] {
  const longest = Math.max(...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, at) =>
    lists.flatMap((list) => (at < list.length ? [list[at] ?? 0] : [])),
  ).flat();
}

/** A drawing under way: which modules are dark, and which are not for data. */
class Sheet {
  readonly side: number;
  readonly dark: boolean[][];
  private readonly taken: boolean[][];

  constructor(version: number) {
    this.side = version * 4 + 17;
    this.dark = Array.from({ length: this.side }, () => new Array<boolean>(this.side).fill(false));
    this.taken = Array.from({ length: this.side }, () => new Array<boolean>(this.side).fill(false));
  }

  at(row: number, column: number): boolean {
    return this.dark[row]?.[column] ?? false;
  }

  free(row: number, column: number): boolean {
    return !this.taken[row]?.[column];
  }

  paint(row: number, column: number, dark: boolean): void {
    const line = this.dark[row];
    if (line && column >= 0 && column < this.side) line[column] = dark;
  }

  set(row: number, column: number, dark: boolean): void {
    const line = this.taken[row];
    if (!line || column < 0 || column >= this.side) return;
    line[column] = true;
    this.paint(row, column, dark);
  }
}

function draw(version: number, words: readonly number[]): Modules {
  const plain = () => {
    const sheet = new Sheet(version);
    pattern(sheet, version);
    fill(sheet, words);
    return sheet;
  };
  let best: Sheet | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (let mask = 0; mask < 8; mask++) {
    const sheet = plain();
    applyMask(sheet, mask);
    format(sheet, mask);
    const penalty = penaltyOf(sheet);
    if (penalty < least) [best, least] = [sheet, penalty];
  }
  return best?.dark ?? [];
}

/** What every code of a version has: corners, rulers, small squares, its number. */
function pattern(sheet: Sheet, version: number): void {
  const { side } = sheet;
  for (let at = 8; at < side - 8; at++) {
    sheet.set(6, at, at % 2 === 0);
    sheet.set(at, 6, at % 2 === 0);
  }
  const squares = alignment[version - 1] ?? [];
  const last = squares[squares.length - 1];
  for (const row of squares) {
    for (const column of squares) {
      const corner =
        (row === 6 && column === 6) ||
        (row === 6 && column === last) ||
        (row === last && column === 6);
      if (!corner) square(sheet, row, column, 2);
    }
  }
  for (const [row, column] of [
    [3, 3],
    [3, side - 4],
    [side - 4, 3],
  ] as const) {
    square(sheet, row, column, 4);
  }
  for (let at = 0; at < 9; at++) {
    if (sheet.free(8, at)) sheet.set(8, at, false);
    if (sheet.free(at, 8)) sheet.set(at, 8, false);
    if (at < 8) sheet.set(8, side - 1 - at, false);
    if (at < 8) sheet.set(side - 1 - at, 8, false);
  }
  sheet.set(side - 8, 8, true);
  if (version >= 7) {
    const bits = withRest(version, 12, 0x1f25);
    for (let at = 0; at < 18; at++) {
      const dark = ((bits >>> at) & 1) === 1;
      sheet.set(Math.floor(at / 3), side - 11 + (at % 3), dark);
      sheet.set(side - 11 + (at % 3), Math.floor(at / 3), dark);
    }
  }
}

/** A square of rings around a module; the ring of radius 4 is the margin of a corner. */
function square(sheet: Sheet, row: number, column: number, radius: number): void {
  for (let down = -radius; down <= radius; down++) {
    for (let across = -radius; across <= radius; across++) {
      const ring = Math.max(Math.abs(down), Math.abs(across));
      sheet.set(row + down, column + across, radius === 2 ? ring !== 1 : ring !== 2 && ring !== 4);
    }
  }
}

/** A number with the remainder that proves it (BCH). */
function withRest(value: number, count: number, generator: number): number {
  let rest = value << count;
  for (let bit = 31 - Math.clz32(rest); bit >= count; bit--) {
    if ((rest >>> bit) & 1) rest ^= generator << (bit - count);
  }
  return (value << count) | rest;
}

/** Data goes up and down in pairs of columns, from the right. */
function fill(sheet: Sheet, words: readonly number[]): void {
  let bit = 0;
  let up = true;
  for (let right = sheet.side - 1; right > 0; right -= 2) {
    if (right === 6) right--;
    for (let step = 0; step < sheet.side; step++) {
      const row = up ? sheet.side - 1 - step : step;
      for (const column of [right, right - 1]) {
        if (!sheet.free(row, column)) continue;
        const word = words[bit >>> 3] ?? 0;
        sheet.paint(row, column, ((word >>> (7 - (bit & 7))) & 1) === 1);
        bit++;
      }
    }
    up = !up;
  }
}

const masks: readonly ((row: number, column: number) => boolean)[] = [
  (row, column) => (row + column) % 2 === 0,
  (row) => row % 2 === 0,
  (_, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
];

function applyMask(sheet: Sheet, mask: number): void {
  const turns = masks[mask];
  for (let row = 0; row < sheet.side; row++) {
    for (let column = 0; column < sheet.side; column++) {
      if (sheet.free(row, column) && turns?.(row, column)) {
        sheet.paint(row, column, !sheet.at(row, column));
      }
    }
  }
}

/** Which level and mask it is, twice. Level M is written 00. */
function format(sheet: Sheet, mask: number): void {
  const bits = withRest(mask, 10, 0x537) ^ 0x5412;
  const { side } = sheet;
  for (let at = 0; at < 15; at++) {
    const dark = ((bits >>> at) & 1) === 1;
    sheet.set(at < 6 ? at : at < 8 ? at + 1 : side - 15 + at, 8, dark);
    sheet.set(8, at < 8 ? side - 1 - at : at === 8 ? 7 : 14 - at, dark);
  }
}

/** How hard a code is to read: long runs, blocks, what looks like a corner, imbalance. */
function penaltyOf(sheet: Sheet): number {
  const { side } = sheet;
  let penalty = 0;
  let dark = 0;
  const along = (at: (i: number) => boolean) => {
    let run = 0;
    let before: boolean | null = null;
    let recent = 0;
    for (let i = 0; i < side; i++) {
      const now = at(i);
      run = now === before ? run + 1 : 1;
      before = now;
      if (run === 5) penalty += 3;
      if (run > 5) penalty += 1;
      recent = ((recent << 1) | Number(now)) & 0x7ff;
      if (i >= 10 && (recent === 0x5d0 || recent === 0x05d)) penalty += 40;
    }
  };
  for (let i = 0; i < side; i++) {
    along((j) => sheet.at(i, j));
    along((j) => sheet.at(j, i));
    for (let j = 0; j < side; j++) {
      dark += Number(sheet.at(i, j));
      const same =
        i > 0 &&
        j > 0 &&
        sheet.at(i, j) === sheet.at(i - 1, j) &&
        sheet.at(i, j) === sheet.at(i, j - 1) &&
        sheet.at(i, j) === sheet.at(i - 1, j - 1);
      if (same) penalty += 3;
    }
  }
  const share = (dark * 20) / (side * side);
  return penalty + Math.floor(Math.abs(share - 10)) * 10;
}
