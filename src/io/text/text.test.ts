import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { detectEncoding } from './detect-encoding.ts'
import { spliceText, TEXT_ENCODINGS, type TextEncoding, textCodec, textEncodingOf } from './text-codec.ts'

const SENTENCES: Readonly<Record<string, readonly string[]>> = {
  gb18030: [
    '张伟的电话是13800138000，住在北京市朝阳区建国路88号。',
    '请问您的邮箱是什么？',
    '姓名,电话,地址',
  ],
  big5: [
    '王小明的電話是0912345678，住在台北市信義區市府路1號。',
    '請問您的電子郵件地址是什麼？',
    '今天天氣很好。',
  ],
  shift_jis: [
    '田中太郎の電話番号は090-1234-5678です。',
    '東京都新宿区西新宿に住んでいます。',
    '今日はとても良い天気ですね。',
  ],
  'euc-jp': [
    '田中太郎の電話番号は090-1234-5678です。',
    '東京都新宿区西新宿に住んでいます。',
    '今日はとても良い天気ですね。',
  ],
  'euc-kr': [
    '김민수의 전화번호는 010-1234-5678입니다.',
    '서울특별시 강남구에 거주합니다.',
    '오늘 날씨가 정말 좋네요.',
  ],
  'windows-1252': [
    'Élodie a été très contente de l’été à Besançon',
    'Le café est fermé à Noël',
    'Où est la bibliothèque ?',
  ],
}
const encode = (text: string, encoding: string) => iconv.encode(text, encoding, { addBOM: false })

describe('detection', () => {
  it.each(Object.entries(SENTENCES))('tells %s by its text', (encoding, sentences) => {
    const bytes = encode(`${sentences.join('\n')}\n`.repeat(20), encoding)
    expect(detectEncoding(bytes, true).encoding).toBe(encoding)
    expect(detectEncoding(bytes.subarray(0, 301), false).encoding).toBe(encoding)
  })

  it.each(['utf-16le', 'utf-16be'])('tells %s without a mark', encoding => {
    for (const text of ['{"text":"plain ASCII"}\n', '{"text":"你好，世界"}\n{"text":"再见"}\n', 'Прив\n']) {
      expect(detectEncoding(encode(text.repeat(9), encoding), true).encoding).toBe(encoding)
    }
  })

  it('believes a byte-order mark, and refuses UTF-32', () => {
    expect(detectEncoding(Buffer.from('\ufeffabc'), true).encoding).toBe('utf-8')
    expect(detectEncoding(Buffer.from('fffe6100', 'hex'), true).encoding).toBe('utf-16le')
    expect(detectEncoding(Buffer.from('feff0061', 'hex'), true).encoding).toBe('utf-16be')
    expect(detectEncoding(Buffer.from('fffe000061000000', 'hex'), true).reason?.en).toContain('UTF-32')
  })

  it('takes ASCII and a few NUL bytes for UTF-8, and binary for nothing', () => {
    expect(detectEncoding(Buffer.from('abc'), true).encoding).toBe('utf-8')
    expect(detectEncoding(Buffer.from(`a\u0000b${'text '.repeat(100)}`), true).encoding).toBe('utf-8')
    expect(
      detectEncoding(Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), true).encoding,
    ).toBeUndefined()
  })

  it('is not misled by a cut character or by a few broken rows', () => {
    const bytes = Buffer.from('你好，世界。'.repeat(50))
    for (let cut = 0; cut < 4; cut++) {
      expect(detectEncoding(bytes.subarray(0, bytes.length - cut), false).encoding).toBe('utf-8')
    }
    const broken = Buffer.concat([
      bytes,
      Buffer.from('\nbad '),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('\n'),
      bytes,
    ])
    expect(detectEncoding(broken, true).encoding).toBe('utf-8')
    const gb = encode(`${(SENTENCES['gb18030'] ?? []).join('\n')}\n`.repeat(20), 'gb18030')
    expect(detectEncoding(Buffer.concat([gb, Buffer.from([0xff, 0x0a])]), true).encoding).toBe('gb18030')
  })

  it('refuses when it cannot tell, and says so in both languages', () => {
    const { encoding, reason } = detectEncoding(Buffer.from([0x41, 0xb1, 0x42, 0xf0, 0x43]), true)
    expect(encoding).toBeUndefined()
    expect(reason?.en).toMatch(/cannot be told/)
    expect(reason?.['zh-CN']).toMatch(/编码/)
  })

  it('never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, complete) => {
        const found = detectEncoding(bytes, complete)
        expect(found.encoding === undefined).toBe(found.reason !== undefined)
      }),
      { numRuns: 500 },
    )
  })
})

const LETTERS: Readonly<Record<string, string>> = {
  'windows-1251': 'Привет',
  'koi8-r': 'Привет',
  'iso-8859-5': 'Привет',
  'windows-1250': 'Łódź',
  'iso-8859-2': 'Łódź',
  'windows-1253': 'Γειά',
  'iso-8859-7': 'Γειά',
  'windows-1254': 'Şeker',
  'windows-1256': 'سلام',
  'windows-1252': 'Café’s',
  big5: '王小明功許蓋',
  gb18030: '张伟😀㐀',
  shift_jis: '表ソ能ｱ',
  'euc-jp': '田中アｱ',
  'euc-kr': '김민수',
}

describe.each(TEXT_ENCODINGS.map(each => [each] as const))('%s', encoding => {
  const codec = textCodec(encoding)
  const letters = LETTERS[encoding] ?? '你好😀é'
  const word = fc
    .array(fc.constantFrom(...letters, 'a', '"', '\\', '|', '\n'), { maxLength: 12 })
    .map(parts => parts.join(''))

  it('gives back what it encodes', () => {
    fc.assert(
      fc.property(word, text => {
        expect(codec.canEncode(text)).toBe(true)
        expect(codec.decode(codec.encode(text))).toBe(text)
      }),
    )
  })

  it('edits without touching other bytes', () => {
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 3, maxLength: 3 }),
        word,
        ([before = '', gone = '', after = ''], instead) => {
          const bytes = codec.encode(before + gone + after)
          const edits = [{ start: before.length, end: before.length + gone.length, replacement: instead }]
          const edited = codec.splice(bytes, before + gone + after, edits)
          expect(Buffer.compare(edited, codec.encode(before + instead + after))).toBe(0)
          expect(codec.decode(edited)).toBe(spliceText(before + gone + after, edits))
        },
      ),
    )
  })

  it('outlines ASCII where it stands and nothing else', () => {
    fc.assert(
      fc.property(word, text => {
        const bytes = codec.encode(text)
        const outline = codec.outline(bytes) ?? bytes
        expect([...outline].filter(byte => byte < 0x80)).toEqual(
          [...text].filter(each => each < '\u0080').map(each => each.charCodeAt(0)),
        )
      }),
    )
  })

  it('is found by its label', () => {
    expect(textEncodingOf(encoding.toUpperCase())).toBe(encoding)
  })
})

describe('strictness', () => {
  it('refuses invalid bytes and never puts replacement characters', () => {
    const invalid: readonly (readonly [TextEncoding, string])[] = [
      ['utf-8', 'c3'],
      ['utf-8', 'eda080'],
      ['utf-16le', '410042'],
      ['gb18030', '81'],
      ['gb18030', 'ff'],
      ['big5', 'a4'],
      ['shift_jis', '82'],
      ['euc-kr', 'b0'],
      ['windows-1252', '81'],
    ]
    for (const [encoding, hex] of invalid) {
      expect(textCodec(encoding).decode(Buffer.from(hex, 'hex')), `${encoding} ${hex}`).toBeUndefined()
    }
  })

  it('keeps lone surrogates of UTF-16', () => {
    const bytes = Buffer.from('00d84100', 'hex')
    const text = textCodec('utf-16le').decode(bytes)
    expect(text).toBe('\ud800A')

    expect(Buffer.from(textCodec('utf-16le').encode('\ud800A')).equals(bytes)).toBe(true)
  })

  it('ends a line after half a character', () => {
    for (const encoding of ['gb18030', 'big5', 'shift_jis', 'euc-jp', 'euc-kr'] as const) {
      const outline = textCodec(encoding).outline(Buffer.from([0x41, 0x8e, 0x0a, 0x42, 0x0a]))
      expect(outline?.[2], encoding).toBe(0x0a)
    }
  })

  it('writes what an encoding lacks as a star or a question mark', () => {
    expect(Buffer.from(textCodec('big5').encode('•😀a')).toString()).toBe('*?a')
    expect(textCodec('windows-1252').canEncode('你')).toBe(false)
  })

  it('keeps bytes that a codec would write differently', () => {
    // NEC's and IBM's copies of one character in Shift_JIS: ED40 and FA5C both mean U+7E8A.
    const bytes = Buffer.from('ed4061fa5c', 'hex')
    const codec = textCodec('shift_jis')
    const text = codec.decode(bytes) as string
    expect(
      Buffer.from(codec.splice(bytes, text, [{ start: 1, end: 2, replacement: 'b' }])).toString('hex'),
    ).toBe('ed4062fa5c')
  })
})
