import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ANCHOR_WORDS } from '../anchors.ts'
import { bandingFor } from '../min-hash.ts'
import { referenceMarks, type SampleMarker } from './sample-marks.reference.ts'
import { sampleMarks } from './sample-marks.ts'

/** Says of less than is inert that it is, so that the kernel asks for normalization often. */
const isInert = (text: string) => /^[\0-\u02ff\u3000-\u3029\u4e00-\u9fff]*$/u.test(text)
const kernel = sampleMarks(isInert)
const plain = referenceMarks(isInert)

/** Everything that a marker tells of a sample, copied. */
function allOf(mark: SampleMarker, texts: readonly string[], { size, minLength, threshold }: Asked) {
  const marks = mark(texts)
  const banding = bandingFor(threshold)
  const told = {
    length: marks.length,
    totalUnits: marks.totalUnits,
    hashes: [...marks.hashes.subarray(0, marks.length)],
    packed: [...marks.packed.subarray(0, marks.packedLength)],
    fingerprint: [...marks.fingerprint()],
    normal: texts.map((_, at) => marks.isNormal(at)),
  }
  const anchors = marks.anchors(minLength, 7)
  const places = [...anchors.words.subarray(0, anchors.length * ANCHOR_WORDS)]
  const sketch = marks.sketch(size, banding)
  return {
    ...told,
    places,
    size: sketch.size,
    sketch: [...sketch.hashes.subarray(0, sketch.kept)],
    keys: [...sketch.keys.subarray(0, banding.bands)],
    again: [...marks.fingerprint()],
  }
}

interface Asked {
  readonly size: number
  readonly minLength: number
  readonly threshold: number
}

const asked = fc.record({
  size: fc.constantFrom(1, 5, 100, 512, 1024, 1500),
  minLength: fc.constantFrom(10, 11, 50, 75),
  threshold: fc.constantFrom(0.5, 0.8, 1),
})

const pieces = fc.oneof(
  fc.constantFrom(
    ...[
      'the',
      'Of',
      'naïve',
      'ﬁle',
      'e\u0301',
      'ａｂ',
      '密码',
      '语言模型',
      '한국어',
      'ไทย',
      '😀',
      '𠀀𠀁',
      '𝒳y',
      '\ud800',
    ],
    ...[
      '\udc00',
      '\ufffd',
      ' ',
      '  ',
      '\t',
      '\n',
      '\u3000',
      '\ufeff',
      '\u00a0',
      '\u0000',
      '\u0085',
      '.',
      '——',
      '7',
      '-',
    ],
  ),
  fc.string({ unit: 'binary', maxLength: 4 }),
)
const short = fc.array(pieces, { maxLength: 40 }).map(each => each.join(''))
/** Longer texts from few words: repeats, many tokens, sketches of which a part is left out. */
const long = fc
  .tuple(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 4000 }), fc.constantFrom(' ', '', ', '))
  .map(([count, words, gap]) =>
    Array.from({ length: count }, (_, at) => {
      const word = (at * at * 7 + at * 13) % words
      return gap === '' ? String.fromCodePoint(0x4e00 + word) : `w${word.toString(36)}`
    }).join(gap),
  )

describe('the kernel of sample marks', () => {
  it('tells what the plain reference tells, of any texts', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(short, long), { maxLength: 4 }), asked, (texts, ask) => {
        expect(allOf(kernel, texts, ask)).toEqual(allOf(plain, texts, ask))
      }),
      { numRuns: 300 },
    )
  })

  it('tells the same of empty, repetitive and very long samples', () => {
    const ask = { size: 512, minLength: 50, threshold: 0.8 }
    const word = 'x'.repeat(100)
    for (const texts of [
      [],
      [''],
      ['', '', 'a', '', ''],
      ['a '.repeat(3000)],
      ['的'.repeat(0x1ffff)],
      ['的'.repeat(0x20000)],
      [`${word}     ${word}`, `\u0085     ${word}`],
      ['\u0958'.repeat(0xffff), 'the end'],
      Array.from({ length: 300 }, (_, at) => `field ${at}`),
    ]) {
      expect(allOf(kernel, texts, ask)).toEqual(allOf(plain, texts, ask))
    }
  })

  it('is in use here', () => {
    // Only the kernel answers with the same object.
    expect(kernel(['a'])).toBe(kernel(['b']))
  })
})
