import { isValidPhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { both, type Localized } from '../../core/index.ts'
import { isCalendarDay } from './_dates.ts'

/** Digit groups that may be one telephone number. */
export interface PhoneGroups {
  readonly groups: readonly string[]
  /** What stands between the groups; one fewer than groups. */
  readonly gaps: readonly string[]
  readonly digits: string
  /** True after `+`. */
  readonly isInternational: boolean
  /** True when the first group stands in parentheses. */
  readonly isParenthesized: boolean
  readonly hasExtension: boolean
}

/** What the form of a number alone says. */
export interface PhoneShape {
  readonly base: number
  readonly reason: Localized
  readonly country?: string
}

/** Says how likely a number is a telephone number by its form alone; undefined when only a label could tell. */
export function phoneShape(phone: PhoneGroups, isChinese: boolean): PhoneShape | undefined {
  if (phone.isInternational) return international(phone)
  if (isOtherNumber(phone)) return undefined
  return (
    chineseMobile(phone, isChinese) ??
    northAmerican(phone) ??
    withExitCode(phone) ??
    (isChinese ? chineseLandline(phone) : undefined) ??
    withTrunkPrefix(phone) ??
    withAreaCode(phone)
  )
}

const sizesOf = (phone: PhoneGroups) => phone.groups.map(group => group.length).join(' ')

/** E.164: at most 15 digits after the plus sign. */
function international(phone: PhoneGroups): PhoneShape | undefined {
  const digits = phone.digits
  if (digits.length < 7 || digits.length > 16 || digits.startsWith('0')) return undefined
  if (phone.groups.length === 2 && phone.gaps[0] === '.' && phone.groups[0]?.length === 1) return undefined
  const withoutTrunk = phone.groups.filter((group, index) => !(group === '0' && index > 0)).join('')
  const parsed = parsePhoneNumberFromString(`+${withoutTrunk}`)
  if (!parsed) return undefined
  const country = parsed.country ? { country: parsed.country } : {}
  if (parsed.isValid()) {
    return {
      base: 0.95,
      reason: both('international number, valid in its country', '国际号码，符合所在国规则'),
      ...country,
    }
  }
  const base = parsed.isPossible() ? 0.75 : digits.length >= 9 && phone.groups.length > 1 ? 0.5 : 0
  return base > 0 ? { base, reason: both('international number', '国际号码'), ...country } : undefined
}

/** `0049 …`, `011 44 …`, `001-…`. */
function withExitCode(phone: PhoneGroups): PhoneShape | undefined {
  const rest = /^(?:00|011)([1-9]\d{6,13})$/u.exec(phone.digits)?.[1]
  if (rest === undefined) return undefined
  const parsed = parsePhoneNumberFromString(`+${rest}`)
  if (!parsed?.isPossible()) return undefined
  const isSplit = phone.groups.length > 1
  const base = parsed.isValid() ? (isSplit ? 0.85 : 0.7) : isSplit ? 0.6 : 0.3
  const reason = both('number with an international exit code', '带国际冠码的号码')
  return parsed.country ? { base, reason, country: parsed.country } : { base, reason }
}

const NANP_SIZES = new Set(['3 3 4', '1 3 3 4', '3 3 3 4', '3 7', '1 3 7', '6 4', '1 10', '4 3 4'])

/** North American numbering plan: `NXX-NXX-XXXX`, with or without 1 or 001 before it. */
function northAmerican(phone: PhoneGroups): PhoneShape | undefined {
  const national = /^(?:00)?1?(\d{10})$/u.exec(phone.digits)?.[1]
  if (national === undefined || !NANP_SIZES.has(sizesOf(phone))) return undefined
  const hasCountryCode = phone.digits.length > 10
  const isPlan = /^[2-9]\d\d[2-9]\d{6}$/u.test(national)
  if (!isPlan && !phone.hasExtension && !hasCountryCode && !phone.isParenthesized) return undefined
  if (sizesOf(phone).endsWith('7') && !phone.isParenthesized && !hasCountryCode) return undefined
  const separators = new Set(phone.gaps)
  const bySeparator = phone.isParenthesized
    ? 0.85
    : separators.has('-')
      ? 0.8
      : separators.has('.')
        ? 0.75
        : 0.6
  const isAssigned = isPlan && isValidPhoneNumber(national, 'US')
  const base = bySeparator + (isAssigned ? 0.1 : isPlan ? 0 : -0.15) + (phone.hasExtension ? 0.1 : 0)
  return {
    base: Math.min(base, 0.95),
    reason: both('form of a North American number', '符合北美号码格式'),
    country: 'US',
  }
}

const MOBILE = /^(?:0?0?86)?(1[3-9]\d{9})$/u

/** Mainland mobile numbers: eleven digits from 13 to 19. */
function chineseMobile(phone: PhoneGroups, isChinese: boolean): PhoneShape | undefined {
  const national = MOBILE.exec(phone.digits)?.[1]
  if (national === undefined) return undefined
  const sizes = sizesOf(phone).replace(/^(?:2|4) /u, '')
  if (!/^(?:11|13|15|3 4 4|3 8|3 3 5)$/u.test(sizes)) return undefined
  const isSplit = sizes.length > 2
  const isAssigned = isValidPhoneNumber(national, 'CN')
  const base = isChinese ? 0.9 : isSplit ? 0.8 : 0.5
  return {
    base: base - (isAssigned ? 0 : 0.1),
    reason: both('form of a Chinese mobile number', '符合中国大陆手机号格式'),
    country: 'CN',
  }
}

/** Area code and seven or eight digits, or 400 and 800 numbers; only in Chinese text. */
function chineseLandline(phone: PhoneGroups): PhoneShape | undefined {
  const hasExtension = /^\d{3,4} \d{7,8} \d{2,5}$/u.test(phone.groups.join(' '))
  const dialed = hasExtension ? phone.groups.slice(0, 2).join('') : phone.digits
  const digits = dialed.replace(/^0?0?86(?=0?\d{9,11}$)/u, '')
  const isService = /^[48]00\d{7}$/u.test(digits)
  if (!isService && !/^0(?:10|2\d|[3-9]\d\d)[2-8]\d{6,7}$/u.test(digits)) return undefined
  if (!isValidPhoneNumber(digits, 'CN')) return undefined
  const isSplit = phone.groups.length > 1
  return {
    base: isSplit ? 0.85 : isService ? 0.7 : 0.6,
    reason: isService
      ? both('form of a Chinese service number', '符合 400/800 电话格式')
      : both('form of a Chinese landline number', '符合中国大陆固定电话格式'),
    country: 'CN',
  }
}

/** How numbers that begin with the trunk prefix 0 are grouped in Europe, Asia, Africa and Oceania. */
const TRUNK_SIZES = new Set(
  (
    '2 2 2 2 2,4 2 2 2,2 3 2 2,3 3 2 2,4 3 2 2,3 2 2 2,4 3 2,3 3 2,2 8,2 7,3 6,3 7,3 8,4 5,4 6,4 7,4 8,5 5,5 6,5 3 3,3 4 4,2 4 4,' +
    '2 3 4,3 3 4,4 3 3,4 3 4,4 4 4,3 3 3,2 4 3,3 4 3,4 4 3,2 3 3 2,2 3 3,2 4 5,3 2 2 3,1 3 2 2,1 4 4,3 3 3 2,2 1 3 4,2 2 3 4,2 2 3 3,3 5 3,3 3 5'
  ).split(','),
)

/** National numbers that begin with the trunk prefix 0, in groups. */
function withTrunkPrefix(phone: PhoneGroups): PhoneShape | undefined {
  const length = phone.digits.length
  if (!/^0[1-9]/u.test(phone.digits) || length < 8 || length > 12 || !TRUNK_SIZES.has(sizesOf(phone)))
    return undefined
  if (length === 8 && !phone.isParenthesized) return undefined
  return {
    base: phone.isParenthesized ? 0.75 : 0.65,
    reason: both('national number with trunk prefix', '带长途字冠的国内号码'),
  }
}

/** `(37) 788-063`, `(11) 91234-5678`: an area code in parentheses. */
function withAreaCode(phone: PhoneGroups): PhoneShape | undefined {
  const [area = '', ...rest] = phone.groups
  const length = rest.join('').length
  if (!phone.isParenthesized || area.length > 5 || length < 6 || length > 9) return undefined
  if (area.length === 1)
    return length > 6 && length < 9 && rest.length === 2 ? { base: 0.45, reason: AREA } : undefined
  if (rest.some(group => group.length < 2 || group.length > 8)) return undefined
  return { base: 0.6, reason: AREA }
}

const AREA = both('area code in parentheses', '括号中的区号')

/** True for the forms of other numbers: dates, decimals, thousands, ranges, IPv4, ISBN, ISSN, US SSN, ZIP+4. */
export function isOtherNumber(phone: PhoneGroups): boolean {
  const { groups, gaps, digits } = phone
  const sizes = sizesOf(phone)
  if (isDate(phone)) return true
  if (groups.at(-1)?.length === 1 && groups.length > 1) return true
  if (/^97[89]\d{10}$/u.test(digits)) return true
  if (sizes === '3 2 4' || sizes === '5 4' || (sizes === '2 7' && gaps[0] === '-' && !digits.startsWith('0')))
    return true
  if (gaps.every(gap => gap === '.') && groups.length === 2) return true
  if (groups.length === 4 && gaps.every(gap => gap === '.') && groups.every(group => Number(group) < 256))
    return true
  if (groups.some((group, index) => index > 0 && isYearLike(group) && isYearLike(groups[index - 1] ?? '')))
    return true
  return false
}

/** Year, month and day in one of the usual orders. */
function isDate({ groups, gaps }: PhoneGroups): boolean {
  if (groups.length < 3) return false
  const [a = '', b = '', c = ''] = groups
  if (groups.length > 3 && gaps[2] !== ' ') return false
  const numbers = [Number(a), Number(b), Number(c)] as const
  if (a.length === 4) {
    return (
      numbers[0] >= 1000 &&
      b.length <= 2 &&
      c.length <= 2 &&
      isCalendarDay(numbers[0], numbers[1], numbers[2])
    )
  }
  if (a.length > 2 || b.length > 2) return false
  if (c.length !== 4 && (c.length !== 2 || groups.length > 3 || gaps[0] === ' ')) return false
  const year = c.length === 4 ? numbers[2] : 2000 + numbers[2]
  if (c.length === 4 && (year < 1500 || year > 2100)) return false
  return isCalendarDay(year, numbers[1], numbers[0]) || isCalendarDay(year, numbers[0], numbers[1])
}

const isYearLike = (group: string) => /^(?:1\d|20)\d\d$/u.test(group)
