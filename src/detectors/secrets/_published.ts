import { crc32 } from './_crc32.ts'

/**
 * CRC-32 of keys that vendors print in their own documentation, emulators and sample projects. Everyone knows them,
 * so finding one says nothing; they are kept as digests because other scanners would stop at the keys themselves.
 */
const PUBLISHED: ReadonlySet<number> = new Set([
  // Azurite and the Cosmos DB emulator
  0xb4cbd586, 0x87707360,
  // RFC 7617, RFC 6749 and manuals of basic authentication
  0x7a77589d, 0xad2b0a04, 0xd465a41a, 0xb9093f1a, 0x932aa8be, 0x2f1ff868, 0xbeafaab5, 0x6a50d595, 0x269d4cea,
  // Stripe documentation
  0x776de070, 0x396d8142, 0x401f50a0,
  // the sample token of jwt.io
  0xcea67886, 0x6d0d2fc4,
  // Google: Firebase and Maps samples, Chromium
  0x0ba59aba, 0x3627aa84, 0x94bb94f9, 0xffddd189, 0x6159ac90, 0x7aa120d5, 0x6a4f7820, 0xfbc47221, 0x08394327,
  0xafe8ff3e, 0x6b66e8a8, 0x5c298136, 0x1f358cbe, 0x6b9463f8, 0x202f468f, 0x3c5d7fda,
])

/** True for a key that its vendor published as a sample. */
export function isPublished(value: string): boolean {
  return PUBLISHED.has(crc32(value))
}
