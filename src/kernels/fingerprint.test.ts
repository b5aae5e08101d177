import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFingerprinter, FINGERPRINT_WORDS, fingerprintHex } from './fingerprint.ts'

const ofBytes = (bytes: Uint8Array, seed = 0) => {
  const out = new Uint32Array(FINGERPRINT_WORDS)
  createFingerprinter(seed).bytes(bytes, out, 0)
  return out
}
const ofText = (text: string, seed = 0) => {
  const out = new Uint32Array(FINGERPRINT_WORDS)
  createFingerprinter(seed).text(text, out, 0)
  return fingerprintHex(out, 0)
}
const littleEndian = (words: Uint32Array) => {
  const bytes = new Uint8Array(16)
  for (let i = 0; i < 4; i++) new DataView(bytes.buffer).setUint32(i * 4, words[i] as number, true)
  return bytes
}

describe('fingerprints', () => {
  it('give the verification value that SMHasher publishes for MurmurHash3 x86_128', () => {
    const hashes = new Uint8Array(256 * 16)
    for (let length = 0; length < 256; length++) {
      const key = Uint8Array.from({ length }, (_, at) => at)
      hashes.set(littleEndian(ofBytes(key, 256 - length)), length * 16)
    }
    expect(ofBytes(hashes)[0]).toBe(0xb3ece62a)
  })

  it('agree with the Python package mmh3 5.3.1 on UTF-8', () => {
    const utf8 = (text: string, seed: number) =>
      fingerprintHex(ofBytes(new TextEncoder().encode(text), seed), 0)
    expect(utf8('', 123)).toBe('fedc524526f3e79926f3e79926f3e799')
    expect(utf8('a', 0)).toBe('a794933c5556b01b5556b01b5556b01b')
    expect(utf8('hello, world', 123)).toBe('76dd89999b5faa8b4947c9de74de2a89')
    expect(utf8('中文测试', 0)).toBe('808ff0c8f09eefcfedefa0925ba70eb5')
    expect(utf8('x'.repeat(100), 123)).toBe('f8d02d24b6728af9ab39c7fc45e27b65')
  })

  it('of a text are those of its UTF-16 bytes, lone surrogates included', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), fc.integer(), (text, seed) => {
        const bytes = new Uint8Array(text.length * 2)
        for (let i = 0; i < text.length; i++)
          new DataView(bytes.buffer).setUint16(i * 2, text.charCodeAt(i), true)
        expect(ofText(text, seed)).toBe(fingerprintHex(ofBytes(bytes, seed), 0))
      }),
    )
    expect(ofText('\ud800')).not.toBe(ofText('\ud801'))
  })

  it('do not depend on what was hashed before, however long', () => {
    const fingerprinter = createFingerprinter()
    const out = new Uint32Array(8)
    fingerprinter.text('y'.repeat(100_001), out, 0)
    fingerprinter.text('short', out, 4)
    expect(fingerprintHex(out, 4)).toBe(ofText('short'))
    expect(fingerprintHex(out, 0)).toBe(ofText('y'.repeat(100_001)))
  })

  it('differ when one unit differs', () => {
    const seen = new Set<string>()
    for (let at = 0; at < 500; at++) seen.add(ofText(`${'a'.repeat(at)}b${'a'.repeat(499 - at)}`))
    expect(seen.size).toBe(500)
  })

  it('of texts with white space folded are those of the folded text', () => {
    const unit = fc.oneof(
      fc.constantFrom(
        ' ',
        '\t',
        '\n',
        '\r',
        '\u00a0',
        '\u2003',
        '\u3000',
        '\ufeff',
        '\u0000',
        '\u001f',
        '\u0085',
        '\u200b',
      ),
      fc.constantFrom('a', 'é', '中', '\ud83d', '\ude00'),
    )
    const text = fc.array(unit, { maxLength: 12 }).map(units => units.join(''))
    fc.assert(
      fc.property(fc.array(text, { maxLength: 4 }), texts => {
        const out = new Uint32Array(FINGERPRINT_WORDS)
        createFingerprinter().folded(texts, out, 0)
        const folded = texts.map(each => each.replace(/\s+/gu, ' ').trim()).join('\u0000')
        expect(fingerprintHex(out, 0)).toBe(ofText(folded))
      }),
    )
  })
})
