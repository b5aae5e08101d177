/** Natural logarithms of the factorials up to a bound, grown on demand. */
let factorials = new Float64Array(1)

/** ln(n!) for a whole number n from 0 on; Stirling's series beyond a table of 100,000. */
export function logFactorial(n: number): number {
  if (n >= 100_000) {
    return n * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI * n) + 1 / (12 * n)
  }
  if (n >= factorials.length) {
    const grown = new Float64Array(Math.max(n + 1, factorials.length * 2))
    for (let i = 1; i < grown.length; i++) grown[i] = (grown[i - 1] as number) + Math.log(i)
    factorials = grown
  }
  return factorials[n] as number
}

const logChoose = (n: number, k: number): number => logFactorial(n) - logFactorial(k) - logFactorial(n - k)

/** Four counts of rows: all, with the feature, with the behavior, and with both. */
export interface Counts {
  readonly all: number
  readonly feature: number
  readonly behavior: number
  readonly joint: number
}

/**
 * ln of the one-sided mid-p value of Fisher's exact test: so many rows have both, or more, while feature and behavior
 * are independent. Source: H. O. Lancaster, J. Am. Stat. Assoc. 56 (1961) 223–234.
 */
export function logHypergeometricTail({ all, feature, behavior, joint }: Counts): number {
  const top = Math.min(feature, behavior)
  if (joint * all <= feature * behavior) return 0
  const first =
    logChoose(behavior, joint) + logChoose(all - behavior, feature - joint) - logChoose(all, feature)
  let sum = 0.5
  let term = 1
  for (let k = joint; k < top; k++) {
    term *= ((behavior - k) * (feature - k)) / ((k + 1) * (all - behavior - feature + k + 1))
    sum += term
    if (term < 1e-12 * sum) break
  }
  return Math.min(0, first + Math.log(sum))
}

/**
 * ln of an upper bound of the chance that independent trials with these probabilities succeed `successes` times or
 * more: exact when all succeed, Chernoff's bound otherwise.
 */
export function logPoissonBinomialTail(probabilities: ArrayLike<number>, successes: number): number {
  const n = probabilities.length
  let mean = 0
  for (let i = 0; i < n; i++) mean += probabilities[i] as number
  if (successes <= mean) return 0
  if (successes >= n) {
    let sum = 0
    for (let i = 0; i < n; i++) sum += Math.log(probabilities[i] as number)
    return sum
  }
  let low = 0
  let high = 50
  const slope = (t: number) => {
    let sum = -successes
    const grown = Math.exp(t)
    for (let i = 0; i < n; i++) {
      const p = probabilities[i] as number
      sum += (p * grown) / (1 - p + p * grown)
    }
    return sum
  }
  for (let round = 0; round < 40; round++) {
    const middle = (low + high) / 2
    if (slope(middle) < 0) low = middle
    else high = middle
  }
  let bound = -low * successes
  for (let i = 0; i < n; i++) {
    const p = probabilities[i] as number
    bound += Math.log(1 - p + p * Math.exp(low))
  }
  return Math.min(0, bound)
}

/**
 * The q-values of Benjamini and Hochberg over `tried` tests, of which only the given ones could be small.
 * Source: J. R. Stat. Soc. B 57 (1995) 289–300.
 * @param logs ln of the p-values, in any order
 * @returns q-values from 0 to 1 in the same order
 */
export function falseDiscoveryRates(logs: readonly number[], tried: number): number[] {
  const order = logs.map((_, i) => i).sort((a, b) => (logs[a] as number) - (logs[b] as number))
  const rates = new Array<number>(logs.length)
  let least = 1
  for (let rank = order.length; rank >= 1; rank--) {
    const at = order[rank - 1] as number
    least = Math.min(least, Math.exp((logs[at] as number) + Math.log(tried) - Math.log(rank)))
    rates[at] = least
  }
  return rates
}
