import { valueAt } from '../_checksums.ts'

/** The ninth character of an organization code checks the eight before it (GB 11714-1997). */
export function hasOrganizationCheck(code: string): boolean {
  let sum = 0
  ;[3, 7, 9, 10, 5, 8, 4, 2].forEach((weight, i) => {
    sum += valueAt(code, i) * weight
  })
  const check = 11 - (sum % 11)
  return code.charAt(8) === (check === 10 ? 'X' : String(check % 11))
}
