import {
  type DetectedSignal,
  type Detector,
  parseOptions,
  runDetectors,
  seededRandom,
} from '../../src/core/index.ts'

/** Random strings from a seed, so that no test file holds anything that looks like a live key. */
export function draws(seed: number) {
  const random = seededRandom(seed)
  const from = (alphabet: string) => (length: number) =>
    Array.from({ length }, () => alphabet[random.integer(alphabet.length)]).join('')
  const lower = 'abcdefghijklmnopqrstuvwxyz'
  return {
    random,
    digits: from('0123456789'),
    hex: from('0123456789abcdef'),
    lower: from(lower),
    upper: from(lower.toUpperCase()),
    alphanumeric: from(`0123456789${lower}${lower.toUpperCase()}`),
    base64: from(`0123456789${lower}${lower.toUpperCase()}+/`),
    base64url: from(`0123456789${lower}${lower.toUpperCase()}-_`),
  }
}

/** The values that a detector reports under the default policy, as written. */
export function found(detector: Detector, text: string, field?: string) {
  return signals(detector, text, field).map(each => text.slice(each.start, each.end))
}

/** The signals that a detector reports under the default policy. */
export function signals(detector: Detector, text: string, field?: string): DetectedSignal[] {
  const configured = [{ detector, options: parseOptions(detector, {}) }]
  return runDetectors(configured, field === undefined ? { text } : { text, field }).filter(
    each => each.score >= 0.5,
  )
}
