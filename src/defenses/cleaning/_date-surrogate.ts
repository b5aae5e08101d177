import type { Draws } from './_keyed-draws.ts'

const NUMBERS = /\d+/g
/** Between and around the numbers of a date in digits; a month in letters is not handled. */
const SEPARATORS = /^[\d\s./\-年月日号,，]+$/u

/**
 * A date in the same digits and separators, of a year 0900 to 0999: nobody is known by a date of birth so far back. Day and month are
 * both drawn from 1 to 12, so that either order reads as a date. Undefined for dates without a four-digit year.
 */
export function dateSurrogate(value: string, draws: Draws): string | undefined {
  const text = value.normalize('NFKC')
  if (!SEPARATORS.test(text)) return undefined
  const numbers = text.match(NUMBERS) ?? []
  const whole = numbers.length === 1 && numbers[0]?.length === 8
  if (!whole && (numbers.length > 3 || numbers.filter(each => each.length === 4).length !== 1))
    return undefined
  if (!whole && numbers.some(each => each.length > 2 && each.length !== 4)) return undefined
  if (whole) {
    const year = text.search(/(?:18|19|20)\d{2}/) === 0
    const rest = drawDay(2, draws) + drawDay(2, draws)
    return text.replace(NUMBERS, year ? drawYear(draws) + rest : rest + drawYear(draws))
  }
  return text.replace(NUMBERS, number =>
    number.length === 4 ? drawYear(draws) : drawDay(number.length, draws),
  )
}

const drawYear = (draws: Draws): string => `09${draws.characters(2, '0123456789')}`

const drawDay = (width: number, draws: Draws): string =>
  width === 1 ? String(1 + draws.integer(9)) : String(1 + draws.integer(12)).padStart(2, '0')
