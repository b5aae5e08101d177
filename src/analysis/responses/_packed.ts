import { inflateSync } from 'fflate'

/** Bytes from base64 of deflate, as generated files hold them. */
export function unpackBytes(packed: string): Uint8Array<ArrayBuffer> {
  const binary = atob(packed)
  const bytes = new Uint8Array(binary.length)
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i)
  const unpacked = inflateSync(bytes)
  return new Uint8Array(unpacked)
}
