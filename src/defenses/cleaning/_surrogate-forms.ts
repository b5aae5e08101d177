import {
  CODE_LENGTH,
  CODE_LETTERS,
  type EntityType,
  SURROGATE_DOMAIN,
  SURROGATE_IPV4_START,
  SURROGATE_IPV6_START,
  SURROGATE_MAC_START,
} from '../../core/index.ts'
import { dateSurrogate } from './_date-surrogate.ts'
import {
  chineseResident,
  unassignedSocialSecurity,
  unissuedIban,
  unissuedNumber,
} from './_identity-surrogate.ts'
import type { Draws } from './_keyed-draws.ts'
import { phoneParts, phoneSurrogate } from './_phone-surrogate.ts'
import { compactValue, layInto, redrawn } from './_value-shape.ts'

/** How values of one type are replaced. */
export interface SurrogateForm {
  /** What two spellings of one value share. */
  identity(value: string, country: string | undefined): string
  /** A replacement that belongs to nobody; undefined when this draw gives none, or the value has no such shape. */
  draw(value: string, country: string | undefined, draws: Draws): string | undefined
}

const HEXADECIMAL = '0123456789abcdef'

const folded = (value: string): string => value.normalize('NFKC').trim().toLowerCase()
const code = (draws: Draws): string => draws.characters(CODE_LENGTH, CODE_LETTERS.toLowerCase())

/** Changes letters and digits for others; whether the outcome can belong to anyone is for the detectors to say. */
const redraw: SurrogateForm = {
  identity: compactValue,
  draw(value, _country, draws) {
    const compact = compactValue(value)
    if (!/^[a-z0-9\p{Script=Han}]{4,64}$/u.test(compact)) return undefined
    return layInto(value, redrawn(compact, draws.integer))
  },
}

const named = (name: (draws: Draws, value: string) => string): SurrogateForm => ({
  identity: folded,
  draw: (value, _country, draws) => name(draws, value),
})

const unissued: SurrogateForm = {
  identity: compactValue,
  draw(value, country, draws) {
    const compact = compactValue(value)
    if (!/^\d{12,19}$/.test(compact)) return redraw.draw(value, country, draws)
    return layInto(value, unissuedNumber(compact.length, draws))
  },
}

const date: SurrogateForm = {
  identity: folded,
  draw: (value, _country, draws) => dateSurrogate(value, draws),
}

const FORMS: Partial<Record<EntityType, SurrogateForm>> = {
  email: named(draws => `${code(draws)}@${SURROGATE_DOMAIN}`),
  domain: named(draws => `${code(draws)}.${SURROGATE_DOMAIN}`),
  url: named(
    (draws, value) => `${/^[a-z]{1,8}:\/\//i.exec(value)?.[0] ?? ''}${code(draws)}.${SURROGATE_DOMAIN}/`,
  ),
  phone: {
    identity: (value, country) => phoneParts(value, country)?.national ?? compactValue(value),
    draw(value, country, draws) {
      const parts = phoneParts(value, country)
      const digits = parts && phoneSurrogate(parts, draws)
      return digits === undefined ? undefined : layInto(value, digits)
    },
  },
  'credit-card': unissued,
  'bank-account': unissued,
  iban: {
    identity: compactValue,
    draw(value, _country, draws) {
      const compact = compactValue(value)
      if (!/^[a-z]{2}\d{2}[a-z0-9]{8,30}$/.test(compact)) return undefined
      return layInto(value, unissuedIban(compact, draws))
    },
  },
  'national-id': {
    identity: compactValue,
    draw(value, country, draws) {
      const compact = compactValue(value)
      if (/^\d{17}[\dx]$/.test(compact)) return layInto(value, chineseResident(draws))
      if (country === 'US' && /^\d{9}$/.test(compact)) return layInto(value, unassignedSocialSecurity(draws))
      return redraw.draw(value, country, draws)
    },
  },
  'ip-address': {
    identity: folded,
    draw(value, _country, draws) {
      if (value.includes(':')) {
        return (
          SURROGATE_IPV6_START + Array.from({ length: 6 }, () => draws.characters(4, HEXADECIMAL)).join(':')
        )
      }
      return SURROGATE_IPV4_START + Array.from({ length: 3 }, () => draws.integer(256)).join('.')
    },
  },
  'mac-address': {
    identity: compactValue,
    draw(value, _country, draws) {
      if (!/^[0-9a-f]{12}$/.test(compactValue(value))) return undefined
      return layInto(value, SURROGATE_MAC_START + draws.characters(2, HEXADECIMAL))
    },
  },
  'date-of-birth': date,
  date,
  'crypto-wallet': redraw,
  passport: redraw,
  'driver-license': redraw,
  'tax-id': redraw,
  'medical-record': redraw,
  'health-insurance': redraw,
  'license-plate': redraw,
  'device-id': redraw,
  'other-id': redraw,
}

/** For everything without a shape that can be kept: told apart character by character, replaced by a tag. */
const shapeless: SurrogateForm = {
  identity: value => value,
  draw: () => undefined,
}

/** How values of this type are replaced. */
export function formOf(type: string): SurrogateForm {
  return (Object.hasOwn(FORMS, type) ? FORMS[type as EntityType] : undefined) ?? shapeless
}
