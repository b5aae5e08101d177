import { mod11And2 } from '../_checksums.ts'
import { isBirthDate } from '../_dates.ts'
import { hasRegion } from './_regions.ts'

const SHAPE = /^\d{17}[\dX]$/

/** Eighteen characters with an address code and a date of birth; the check character is not looked at. */
export const isResidentShape = (number: string): boolean =>
  SHAPE.test(number) && hasRegion(number) && isBirthDate(number, 6)

/** A citizen identity number: address code, date of birth, serial, check character (GB 11643-1999). */
export const isResidentNumber = (number: string): boolean => isResidentShape(number) && mod11And2(number)
