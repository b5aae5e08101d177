/** Words of a fingerprint that are kept: 64 bits tell copies among ten million samples with a risk of 3 in a million. */
export const KEPT_WORDS = 2

/** The kept fingerprint of a sample, as it stands in finding ids. */
export function contentKeyOf(fingerprints: Uint32Array, index: number): string {
  let key = ''
  for (let at = index * KEPT_WORDS; at < (index + 1) * KEPT_WORDS; at++) {
    key += (fingerprints[at] as number).toString(16).padStart(8, '0')
  }
  return key
}
