const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** The first year of birth that an identity number in use may carry, and the last. */
const FIRST_YEAR = 1890
const LAST_YEAR = 2035

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** True for a day of the Gregorian calendar. */
export function isCalendarDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false
  return day <= (month === 2 && isLeap(year) ? 29 : (DAYS[month - 1] ?? 0))
}

/** True for a day on which a person named by an identity number may have been born. */
export function isBirthDay(year: number, month: number, day: number): boolean {
  return year >= FIRST_YEAR && year <= LAST_YEAR && isCalendarDay(year, month, day)
}

/** Reads `yyyymmdd` at an index; true when it is a day of birth. */
export function isBirthDate(digits: string, at: number): boolean {
  return isBirthDay(
    Number(digits.slice(at, at + 4)),
    Number(digits.slice(at + 4, at + 6)),
    Number(digits.slice(at + 6, at + 8)),
  )
}

/** True when the two-digit year, month and day fit a day of at least one of the centuries. */
export function isShortDate(
  year: number,
  month: number,
  day: number,
  centuries: readonly number[] = [1900, 2000],
): boolean {
  return centuries.some(century => isBirthDay(century + year, month, day))
}

/** Reads `yymmdd` at an index; true when it fits a day of birth. */
export function isShortBirthDate(digits: string, at: number, centuries?: readonly number[]): boolean {
  const part = (from: number) => Number(digits.slice(at + from, at + from + 2))
  return isShortDate(part(0), part(2), part(4), centuries)
}
