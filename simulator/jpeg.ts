/** Size of one picture cell in pixels: a JPEG block, so that each cell is one DC coefficient. */
const CELL = 8;

const DC_CODE_LENGTHS = [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0];
const DC_SYMBOLS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

/**
 * A baseline grey JPEG of `size` × `size` cells, 8 pixels each; `dark(row, column)` says which
 * are black. Every block is one colour, so only DC differences are coded.
 */
export function encodeCells(size: number, dark: (row: number, column: number) => boolean): Buffer {
  const codes = huffman(DC_CODE_LENGTHS, DC_SYMBOLS);
  const bits = new BitWriter();
  let previous = 0;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      // With a quantizer of 8 a DC of ±128 spans the grey range.
      const value = dark(row, column) ? -128 : 127;
      const difference = value - previous;
      previous = value;
      const length = difference === 0 ? 0 : 32 - Math.clz32(Math.abs(difference));
      const [code, codeLength] = codes.get(length) as readonly [number, number];
      bits.write(code, codeLength);
      if (length > 0) bits.write(difference < 0 ? difference + (1 << length) - 1 : difference, length);
      bits.write(0, 1); // end of block: the only AC symbol
    }
  }
  const pixels = size * CELL;
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, [0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    segment(0xdb, [0, ...new Array<number>(64).fill(8)]),
    segment(0xc0, [8, pixels >> 8, pixels & 255, pixels >> 8, pixels & 255, 1, 1, 0x11, 0]),
    segment(0xc4, [0x00, ...DC_CODE_LENGTHS, ...DC_SYMBOLS]),
    segment(0xc4, [0x10, 1, ...new Array<number>(15).fill(0), 0]),
    segment(0xda, [1, 1, 0x00, 0, 63, 0]),
    bits.finish(),
    Buffer.from([0xff, 0xd9]),
  ]);
}

function segment(marker: number, payload: readonly number[]): Buffer {
  const length = payload.length + 2;
  return Buffer.from([0xff, marker, length >> 8, length & 255, ...payload]);
}

/** Canonical codes: symbol → [code, length]. */
function huffman(
  lengths: readonly number[],
  symbols: readonly number[],
): ReadonlyMap<number, readonly [number, number]> {
  const codes = new Map<number, readonly [number, number]>();
  let code = 0;
  let next = 0;
  lengths.forEach((count, index) => {
    for (let i = 0; i < count; i++) codes.set(symbols[next++] as number, [code++, index + 1]);
    code <<= 1;
  });
  return codes;
}

class BitWriter {
  readonly #bytes: number[] = [];
  #pending = 0;
  #count = 0;

  write(value: number, length: number): void {
    for (let bit = length - 1; bit >= 0; bit--) {
      this.#pending = (this.#pending << 1) | ((value >> bit) & 1);
      if (++this.#count === 8) this.#flush();
    }
  }

  finish(): Buffer {
    while (this.#count !== 0) this.write(1, 1);
    return Buffer.from(this.#bytes);
  }

  #flush(): void {
    this.#bytes.push(this.#pending);
    if (this.#pending === 0xff) this.#bytes.push(0);
    this.#pending = 0;
    this.#count = 0;
  }
}
