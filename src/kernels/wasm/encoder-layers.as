// memory: 2 to 8192 pages
// One layer of a BERT encoder over rows of float32, in AssemblyScript; `encoder-layers.reference.ts` is the plain
// reference, which does the same operations in the same order. The host gives every address; widths divide by 16.

/** Room for four rows of weights, widened; the longest row has 8192 elements. */
const WIDE: usize = 0x400
const LOG2E: f32 = 1.4426950408889634
const LN2_HIGH: f32 = 0.693359375
const LN2_LOW: f32 = -2.12194440e-4

@inline
function plus(a: v128, b: v128): v128 { return f32x4.add(a, b) }

@inline
function times(a: v128, b: v128): v128 { return f32x4.mul(a, b) }

/** Four lanes of an accumulator each, summed, in four lanes. */
@inline
function sums(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = i32x4.add(v128.shuffle<i32>(a, b, 0, 4, 1, 5), v128.shuffle<i32>(a, b, 2, 6, 3, 7))
  const cd = i32x4.add(v128.shuffle<i32>(c, d, 0, 4, 1, 5), v128.shuffle<i32>(c, d, 2, 6, 3, 7))
  return i32x4.add(v128.shuffle<i32>(ab, cd, 0, 1, 4, 5), v128.shuffle<i32>(ab, cd, 2, 3, 6, 7))
}

@inline
function total(lanes: v128): f32 {
  return f32x4.extract_lane(lanes, 0) + f32x4.extract_lane(lanes, 1) +
    (f32x4.extract_lane(lanes, 2) + f32x4.extract_lane(lanes, 3))
}

/** e^x for x <= 0; below -87 as at -87. */
@inline
function exponential(given: v128): v128 {
  const x = f32x4.max(given, f32x4.splat(-87))
  const n = f32x4.nearest(times(x, f32x4.splat(LOG2E)))
  const r = f32x4.sub(f32x4.sub(x, times(n, f32x4.splat(LN2_HIGH))), times(n, f32x4.splat(LN2_LOW)))
  let p = f32x4.splat(1.9875691500e-4)
  p = plus(times(p, r), f32x4.splat(1.3981999507e-3))
  p = plus(times(p, r), f32x4.splat(8.3334519073e-3))
  p = plus(times(p, r), f32x4.splat(4.1665795894e-2))
  p = plus(times(p, r), f32x4.splat(1.6666665459e-1))
  p = plus(times(p, r), f32x4.splat(5.0000001201e-1))
  const value = plus(plus(times(p, times(r, r)), r), f32x4.splat(1))
  return times(value, i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23))
}

/**
 * Rounds each row to as many steps as sums of 32 bits allow, kept as 16-bit integers; `scales` gets one step for each row.
 * Two rows lie together, eight elements of the one and eight of the other in turn.
 */
export function quantize(from: usize, rows: i32, width: i32, to: usize, scales: usize): void {
  const bytes = <usize>width << 2
  const steps = <f32>min(32767, 16777215 / width)
  for (let row = 0; row < rows; row++) {
    let most = f32x4.splat(0)
    for (let at: usize = 0; at < bytes; at += 16) most = f32x4.max(most, f32x4.abs(v128.load(from + at)))
    const largest = max(
      max(f32x4.extract_lane(most, 0), f32x4.extract_lane(most, 1)),
      max(f32x4.extract_lane(most, 2), f32x4.extract_lane(most, 3)),
    )
    const factor = f32x4.splat(steps / max(largest, <f32>1e-30))
    store<f32>(scales, largest * (<f32>1 / steps))
    for (let at: usize = 0; at < bytes; at += 32) {
      const low = i32x4.trunc_sat_f32x4_s(f32x4.nearest(times(v128.load(from + at), factor)))
      const high = i32x4.trunc_sat_f32x4_s(f32x4.nearest(times(v128.load(from + at, 16), factor)))
      v128.store(to + at, i16x8.narrow_i32x4_s(low, high))
    }
    from += bytes
    to += (row & 1) == 0 ? 16 : bytes - 16
    scales += 4
  }
}

/** out[row, column] = sum over i of quantized[row, i] * weights[column, i], times both scales, plus bias. */
export function multiply(
  quantized: usize,
  scales: usize,
  rows: i32,
  width: i32,
  weights: usize,
  weightScales: usize,
  bias: usize,
  columns: i32,
  out: usize,
): void {
  const bytes = <usize>width
  const end = WIDE + (bytes << 3)
  const outBytes = <usize>columns << 2
  for (let column = 0; column < columns; column += 4) {
    for (let each: usize = 0; each < 64; each += 16) {
      for (let at: usize = 0; at < bytes; at += 8) {
        v128.store(WIDE + (at << 3) + each, v128.load8x8_s(weights + at))
      }
      weights += bytes
    }
    const scale = v128.load(weightScales + (<usize>column << 2))
    const offset = v128.load(bias + (<usize>column << 2))
    let target = out + (<usize>column << 2)
    let from = quantized
    let row = 0
    for (; row + 1 < rows; row += 2) {
      let a0 = i32x4.splat(0)
      let a1 = a0
      let a2 = a0
      let a3 = a0
      let b0 = a0
      let b1 = a0
      let b2 = a0
      let b3 = a0
      for (let at: usize = WIDE; at < end; at += 128) {
        let x = v128.load(from)
        let y = v128.load(from, 16)
        let w = v128.load(at)
        a0 = i32x4.add(a0, i32x4.dot_i16x8_s(x, w))
        b0 = i32x4.add(b0, i32x4.dot_i16x8_s(y, w))
        w = v128.load(at, 16)
        a1 = i32x4.add(a1, i32x4.dot_i16x8_s(x, w))
        b1 = i32x4.add(b1, i32x4.dot_i16x8_s(y, w))
        w = v128.load(at, 32)
        a2 = i32x4.add(a2, i32x4.dot_i16x8_s(x, w))
        b2 = i32x4.add(b2, i32x4.dot_i16x8_s(y, w))
        w = v128.load(at, 48)
        a3 = i32x4.add(a3, i32x4.dot_i16x8_s(x, w))
        b3 = i32x4.add(b3, i32x4.dot_i16x8_s(y, w))
        x = v128.load(from, 32)
        y = v128.load(from, 48)
        w = v128.load(at, 64)
        a0 = i32x4.add(a0, i32x4.dot_i16x8_s(x, w))
        b0 = i32x4.add(b0, i32x4.dot_i16x8_s(y, w))
        w = v128.load(at, 80)
        a1 = i32x4.add(a1, i32x4.dot_i16x8_s(x, w))
        b1 = i32x4.add(b1, i32x4.dot_i16x8_s(y, w))
        w = v128.load(at, 96)
        a2 = i32x4.add(a2, i32x4.dot_i16x8_s(x, w))
        b2 = i32x4.add(b2, i32x4.dot_i16x8_s(y, w))
        w = v128.load(at, 112)
        a3 = i32x4.add(a3, i32x4.dot_i16x8_s(x, w))
        b3 = i32x4.add(b3, i32x4.dot_i16x8_s(y, w))
        from += 64
      }
      store4(target, sums(a0, a1, a2, a3), scales + (<usize>row << 2), scale, offset)
      store4(target + outBytes, sums(b0, b1, b2, b3), scales + (<usize>row << 2) + 4, scale, offset)
      target += outBytes << 1
    }
    if (row < rows) {
      let a0 = i32x4.splat(0)
      let a1 = a0
      let a2 = a0
      let a3 = a0
      for (let at: usize = WIDE; at < end; at += 64) {
        const x = v128.load(from)
        a0 = i32x4.add(a0, i32x4.dot_i16x8_s(x, v128.load(at)))
        a1 = i32x4.add(a1, i32x4.dot_i16x8_s(x, v128.load(at, 16)))
        a2 = i32x4.add(a2, i32x4.dot_i16x8_s(x, v128.load(at, 32)))
        a3 = i32x4.add(a3, i32x4.dot_i16x8_s(x, v128.load(at, 48)))
        from += 32
      }
      store4(target, sums(a0, a1, a2, a3), scales + (<usize>row << 2), scale, offset)
    }
  }
}

@inline
function store4(target: usize, counts: v128, rowScale: usize, scale: v128, offset: v128): void {
  const values = times(times(f32x4.convert_i32x4_s(counts), v128.load32_splat(rowScale)), scale)
  v128.store(target, plus(values, offset))
}

/**
 * Attention of one text: `projected` holds query, key and value of each row side by side. `work` has room for
 * (headWidth + 4) * padded + 4 * headWidth floats, padded being the rows rounded up to 8.
 */
export function attend(projected: usize, rows: i32, heads: i32, headWidth: i32, out: usize, work: usize): void {
  const hidden = <usize>(heads * headWidth) << 2
  const stride = hidden * 3
  const padded = <usize>((rows + 7) & ~7) << 2
  const keys = work
  const scores = keys + <usize>headWidth * padded
  const queries = scores + 4 * padded
  const factor = <f32>1 / sqrt<f32>(<f32>headWidth)
  for (let head = 0; head < heads; head++) {
    const start = <usize>(head * headWidth) << 2
    for (let at = 0; at < headWidth; at++) {
      const line = keys + <usize>at * padded
      let from = projected + hidden + start + (<usize>at << 2)
      for (let row: usize = 0; row < padded; row += 4) {
        store<f32>(line + row, row < <usize>rows << 2 ? load<f32>(from) : 0)
        from += stride
      }
    }
    for (let row = 0; row < rows; row += 4) {
      const here = min(4, rows - row)
      for (let at = 0; at < headWidth; at++) {
        for (let each = 0; each < 4; each++) {
          const from = projected + <usize>(row + min(each, here - 1)) * stride + start + (<usize>at << 2)
          store<f32>(queries + (<usize>(at * 4 + each) << 2), load<f32>(from) * factor)
        }
      }
      score(queries, keys, headWidth, padded, scores)
      for (let each = 0; each < here; each++) soften(scores + <usize>each * padded, rows, padded)
      const values = projected + hidden * 2 + start
      const target = out + <usize>row * hidden + start
      mix(scores, padded, values, stride, rows, headWidth, target, here > 1 ? hidden : 0)
      if (here > 2) {
        const after = target + hidden * 2
        mix(scores + padded * 2, padded, values, stride, rows, headWidth, after, here > 3 ? hidden : 0)
      }
    }
  }
}

/** Scores of four queries, eight keys at a time. */
function score(queries: usize, keys: usize, headWidth: i32, padded: usize, scores: usize): void {
  for (let key: usize = 0; key < padded; key += 32) {
    let a0 = f32x4.splat(0)
    let a1 = a0
    let b0 = a0
    let b1 = a0
    let c0 = a0
    let c1 = a0
    let d0 = a0
    let d1 = a0
    let line = keys + key
    for (let at = 0; at < headWidth; at++) {
      const k0 = v128.load(line)
      const k1 = v128.load(line, 16)
      const query = queries + (<usize>at << 4)
      let q = v128.load32_splat(query)
      a0 = plus(a0, times(q, k0))
      a1 = plus(a1, times(q, k1))
      q = v128.load32_splat(query, 4)
      b0 = plus(b0, times(q, k0))
      b1 = plus(b1, times(q, k1))
      q = v128.load32_splat(query, 8)
      c0 = plus(c0, times(q, k0))
      c1 = plus(c1, times(q, k1))
      q = v128.load32_splat(query, 12)
      d0 = plus(d0, times(q, k0))
      d1 = plus(d1, times(q, k1))
      line += padded
    }
    let to = scores + key
    v128.store(to, a0)
    v128.store(to, a1, 16)
    to += padded
    v128.store(to, b0)
    v128.store(to, b1, 16)
    to += padded
    v128.store(to, c0)
    v128.store(to, c1, 16)
    to += padded
    v128.store(to, d0)
    v128.store(to, d1, 16)
  }
}

/** Softmax of one line in place; what pads it becomes 0. */
function soften(line: usize, rows: i32, padded: usize): void {
  const end = <usize>rows << 2
  for (let at = end; at < padded; at += 4) store<f32>(line + at, -3e38)
  let most = f32x4.splat(-3e38)
  for (let at: usize = 0; at < padded; at += 16) most = f32x4.max(most, v128.load(line + at))
  const largest = f32x4.splat(
    max(
      max(f32x4.extract_lane(most, 0), f32x4.extract_lane(most, 1)),
      max(f32x4.extract_lane(most, 2), f32x4.extract_lane(most, 3)),
    ),
  )
  for (let at: usize = 0; at < padded; at += 16) {
    v128.store(line + at, exponential(f32x4.sub(v128.load(line + at), largest)))
  }
  for (let at = end; at < padded; at += 4) store<f32>(line + at, 0)
  let sum = f32x4.splat(0)
  for (let at: usize = 0; at < padded; at += 16) sum = plus(sum, v128.load(line + at))
  const factor = f32x4.splat(<f32>1 / total(sum))
  for (let at: usize = 0; at < padded; at += 16) v128.store(line + at, times(v128.load(line + at), factor))
}

/** The values of one head, weighted by two lines, 16 elements at a time and then 8; `apart` 0 for one target. */
function mix(
  line: usize,
  padded: usize,
  values: usize,
  stride: usize,
  rows: i32,
  headWidth: i32,
  target: usize,
  apart: usize,
): void {
  let at: usize = 0
  const end = <usize>headWidth << 2
  const lineEnd = line + (<usize>rows << 2)
  const other = target + apart
  for (; at + 64 <= end; at += 64) {
    let a0 = f32x4.splat(0)
    let a1 = a0
    let a2 = a0
    let a3 = a0
    let b0 = a0
    let b1 = a0
    let b2 = a0
    let b3 = a0
    let from = values + at
    for (let weight = line; weight < lineEnd; weight += 4) {
      const p = v128.load32_splat(weight)
      const q = v128.load32_splat(weight + padded)
      let v = v128.load(from)
      a0 = plus(a0, times(p, v))
      b0 = plus(b0, times(q, v))
      v = v128.load(from, 16)
      a1 = plus(a1, times(p, v))
      b1 = plus(b1, times(q, v))
      v = v128.load(from, 32)
      a2 = plus(a2, times(p, v))
      b2 = plus(b2, times(q, v))
      v = v128.load(from, 48)
      a3 = plus(a3, times(p, v))
      b3 = plus(b3, times(q, v))
      from += stride
    }
    v128.store(other + at, b0)
    v128.store(other + at, b1, 16)
    v128.store(other + at, b2, 32)
    v128.store(other + at, b3, 48)
    v128.store(target + at, a0)
    v128.store(target + at, a1, 16)
    v128.store(target + at, a2, 32)
    v128.store(target + at, a3, 48)
  }
  for (; at < end; at += 32) {
    let a0 = f32x4.splat(0)
    let a1 = a0
    let b0 = a0
    let b1 = a0
    let from = values + at
    for (let weight = line; weight < lineEnd; weight += 4) {
      const p = v128.load32_splat(weight)
      const q = v128.load32_splat(weight + padded)
      let v = v128.load(from)
      a0 = plus(a0, times(p, v))
      b0 = plus(b0, times(q, v))
      v = v128.load(from, 16)
      a1 = plus(a1, times(p, v))
      b1 = plus(b1, times(q, v))
      from += stride
    }
    v128.store(other + at, b0)
    v128.store(other + at, b1, 16)
    v128.store(target + at, a0)
    v128.store(target + at, a1, 16)
  }
}

/** rows = norm(rows + added), in place; `added` 0 for nothing to add. */
export function normalize(rowsAt: usize, added: usize, rows: i32, width: i32, weight: usize, bias: usize, epsilon: f32): void {
  const bytes = <usize>width << 2
  const share = <f32>1 / <f32>width
  for (let row = 0; row < rows; row++) {
    let sum = f32x4.splat(0)
    for (let at: usize = 0; at < bytes; at += 16) {
      let x = v128.load(rowsAt + at)
      if (added != 0) {
        x = plus(x, v128.load(added + at))
        v128.store(rowsAt + at, x)
      }
      sum = plus(sum, x)
    }
    const mean = f32x4.splat(total(sum) * share)
    let squares = f32x4.splat(0)
    for (let at: usize = 0; at < bytes; at += 16) {
      const x = f32x4.sub(v128.load(rowsAt + at), mean)
      squares = plus(squares, times(x, x))
    }
    const factor = f32x4.splat(<f32>1 / sqrt<f32>(total(squares) * share + epsilon))
    for (let at: usize = 0; at < bytes; at += 16) {
      const x = times(f32x4.sub(v128.load(rowsAt + at), mean), factor)
      v128.store(rowsAt + at, plus(times(x, v128.load(weight + at)), v128.load(bias + at)))
    }
    rowsAt += bytes
    if (added != 0) added += bytes
  }
}

/** x * Phi(x) in place, Phi by Abramowitz and Stegun 7.1.26. */
export function activate(at: usize, count: i32): void {
  const end = at + (<usize>count << 2)
  const one = f32x4.splat(1)
  for (; at < end; at += 16) {
    const x = v128.load(at)
    const z = times(f32x4.abs(x), f32x4.splat(0.70710678))
    const t = f32x4.div(one, plus(one, times(z, f32x4.splat(0.3275911))))
    let p = f32x4.splat(1.061405429)
    p = plus(times(p, t), f32x4.splat(-1.453152027))
    p = plus(times(p, t), f32x4.splat(1.421413741))
    p = plus(times(p, t), f32x4.splat(-0.284496736))
    p = plus(times(p, t), f32x4.splat(0.254829592))
    const tail = times(times(times(p, t), exponential(f32x4.neg(times(z, z)))), f32x4.splat(0.5))
    const isNegative = f32x4.lt(x, f32x4.splat(0))
    v128.store(at, times(x, v128.bitselect(tail, f32x4.sub(one, tail), isNegative)))
  }
}
