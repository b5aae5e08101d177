import type { NameKind } from './_name.ts'

const LATIN = [
  'pass',
  'pwd',
  'pswd',
  'secret',
  'token',
  'key',
  'cred',
  'auth',
  'bearer',
  'jwt',
  'senha',
] as const

/** Chinese words that name a secret. */
const HAN: Readonly<Record<string, Exclude<NameKind, 'none'>>> = {
  密码: 'password',
  口令: 'password',
  密碼: 'password',
  授权码: 'password',
  密钥: 'secret',
  秘钥: 'secret',
  密鑰: 'secret',
  私钥: 'secret',
  令牌: 'secret',
  凭据: 'maybe',
  凭证: 'maybe',
}

/** What every telling name holds. */
export const NAME_LITERALS: readonly string[] = [...LATIN, ...Object.keys(HAN)]

const HAN_KINDS = Object.values(HAN)

/** The kind of a Chinese name, by its index in the list; undefined for Latin ones, which the whole name decides. */
export const hanKind = (literal: number): Exclude<NameKind, 'none'> | undefined =>
  HAN_KINDS[literal - LATIN.length]
