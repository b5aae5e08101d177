const ALPHANUMERIC = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** The value of the decimal digit at an index; other characters give a number outside 0..9. */
export const digitAt = (text: string, index: number): number => text.charCodeAt(index) - 48

/** The value of an alphanumeric character: digits 0..9, letters A..Z 10..35; -1 for others. */
export const valueAt = (text: string, index: number): number => ALPHANUMERIC.indexOf(text.charAt(index))

/** The sum of digits times weights, from the first character on. */
export function weightedSum(digits: string, weights: readonly number[]): number {
  let sum = 0
  for (let i = 0; i < weights.length; i++) sum += digitAt(digits, i) * (weights[i] ?? 0)
  return sum
}

/** The remainder of a decimal number of any length. */
export function remainder(digits: string, modulus: number): number {
  let rest = 0
  for (let i = 0; i < digits.length; i++) rest = (rest * 10 + digitAt(digits, i)) % modulus
  return rest
}

/** ISO/IEC 7064 MOD 11-2: decimal digits and a last character that may be X for ten. */
export function mod11And2(number: string): boolean {
  let check = 0
  for (let i = 0; i < number.length - 1; i++) check = ((check + digitAt(number, i)) * 2) % 11
  const last = number.charAt(number.length - 1)
  return (check + (last === 'X' ? 10 : digitAt(last, 0))) % 11 === 1
}

/** ISO/IEC 7064 MOD 11,10 over decimal digits, check digit last. */
export function mod11And10(digits: string): boolean {
  let check = 10
  for (let i = 0; i < digits.length - 1; i++) {
    const sum = (check + digitAt(digits, i)) % 10
    check = ((sum === 0 ? 10 : sum) * 2) % 11
  }
  return (check + digitAt(digits, digits.length - 1)) % 10 === 1
}

/** ISO/IEC 7064 MOD 37,36 over digits and letters, check character last. */
export function mod37And36(text: string): boolean {
  let check = 36
  for (let i = 0; i < text.length - 1; i++) {
    const sum = (check + valueAt(text, i)) % 36
    check = ((sum === 0 ? 36 : sum) * 2) % 37
  }
  return (check + valueAt(text, text.length - 1)) % 36 === 1
}

/** Multiplication in the dihedral group of order ten, and the permutation of positions. */
const DIHEDRAL = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
]
const PERMUTATION = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
]

/** Verhoeff's formula over decimal digits, check digit last (J. Verhoeff, Error Detecting Decimal Codes, 1969). */
export function verhoeff(digits: string): boolean {
  let check = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = digitAt(digits, digits.length - 1 - i)
    const moved = digitAt(PERMUTATION[i % 8] ?? '', digit)
    check = digitAt(DIHEDRAL[check] ?? '', moved)
  }
  return check === 0
}

/** True when every character is the same. */
export function isRepeated(text: string): boolean {
  for (let i = 1; i < text.length; i++) if (text.charCodeAt(i) !== text.charCodeAt(0)) return false
  return true
}
