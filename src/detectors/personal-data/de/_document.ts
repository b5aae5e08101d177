import { valueAt } from '../_checksums.ts'

/** Letters that serial numbers use: no vowels, nothing that looks like a digit. */
const SERIAL = /^[CFGHJ-NPRTV-Z][0-9CFGHJ-NPRTV-Z]{8}$/

/** A serial number of nine characters, the tenth being a check digit when it is there (weights 7, 3, 1). */
export function isGermanDocument(number: string, first: RegExp): boolean {
  if (!first.test(number) || !SERIAL.test(number.slice(0, 9)) || !/\d[^\d]*\d/.test(number.slice(0, 9)))
    return false
  if (number.length === 9) return true
  let sum = 0
  for (let i = 0; i < 9; i++) sum += valueAt(number, i) * ([7, 3, 1][i % 3] ?? 0)
  return String(sum % 10) === number.charAt(9)
}
