import { describe, expect, it } from 'vitest'
import { draws, found, signals } from '../../../test/support/secrets.ts'
import { crc32 } from './_crc32.ts'
import { providerKey } from './provider-key.ts'

const { alphanumeric, base64, hex, base64url, random } = draws(41)
const base32 = (length: number) =>
  Array.from({ length }, () => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[random.integer(32)]).join('')
const githubBody = alphanumeric(30)
const base62 = (value: number) => {
  const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
  let out = ''
  for (let rest = value; rest > 0; rest = Math.floor(rest / 62)) out = digits[rest % 62] + out
  return out.padStart(6, '0')
}
const github = `gh${'p'}_${githubBody}${base62(crc32(githubBody))}`
const aws = `AK${'IA'}Q${base32(15)}`
const awsSecret = `${base64(39)}z`

describe('a key with a literal of its own', () => {
  it('is found wherever it stands', () => {
    for (const text of [
      github,
      `(${github})`,
      `"${github}",`,
      `x=${github};`,
      `https://a.b/?t=${github}&u=1`,
    ]) {
      expect(found(providerKey, text), text).toEqual([github])
    }
  })

  it('is found after escapes', () => {
    for (const before of ['\\n', '\\t', '%3D', '\\u003d', '\u001b[0m']) {
      expect(found(providerKey, `token${before}${github}`), before).toEqual([github])
    }
  })

  it('is no part of a longer word', () => {
    expect(found(providerKey, `x${github}`)).toEqual([])
    expect(found(providerKey, `${github}x`)).toEqual([])
  })

  it('is worth more when its checksum agrees', () => {
    const wrong = `${github.slice(0, -1)}${github.endsWith('a') ? 'b' : 'a'}`
    const [good] = signals(providerKey, github)
    const [bad] = signals(providerKey, wrong)
    expect(good?.score).toBeGreaterThan(0.95)
    expect(bad?.score).toBeLessThan(0.8)
    expect(good?.moves?.map(each => each.reason.en)).toContain('the checksum agrees')
  })

  it('names its provider in both languages', () => {
    const [signal] = signals(providerKey, github)
    expect(signal?.reason).toEqual({
      en: 'GitHub: personal access token',
      'zh-CN': 'GitHub：个人访问令牌',
    })
  })
})

describe('types', () => {
  it('tell sandboxes, webhooks and identifiers from keys', () => {
    const type = (text: string) => signals(providerKey, text)[0]?.type
    expect(type(github)).toBe('provider-key')
    expect(type(`sk_${'test'}_${alphanumeric(24)}`)).toBe('provider-test-key')
    expect(type(`https://hooks.slack.com/services/T0${base32(8)}/B0${base32(8)}/${alphanumeric(24)}`)).toBe(
      'webhook',
    )
    expect(type(`appid: wx${hex(16)}`)).toBe('client-identifier')
  })

  it('cover the secret of a webhook alone', () => {
    const key = [8, 4, 4, 4, 12].map(hex).join('-')
    expect(found(providerKey, `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${key}`)).toEqual([key])
  })
})

describe('a key of generic shape', () => {
  const datadog = hex(32)

  it('needs a name of its provider that leads to it', () => {
    expect(found(providerKey, `DATADOG_API_KEY=${datadog}`)).toEqual([datadog])
    expect(found(providerKey, `datadog:\n  api_key: "${datadog}"`)).toEqual([datadog])
    expect(found(providerKey, `Datadog key for the agents: ${datadog}`)).toEqual([datadog])
    expect(found(providerKey, `value ${datadog}`)).toEqual([])
  })

  it('is no digest, commit or identifier that the provider is named with', () => {
    expect(found(providerKey, `datadog_commit = ${hex(40)}`)).toEqual([])
    expect(found(providerKey, `datadog image sha256 ${hex(32)}`)).toEqual([])
    expect(found(providerKey, `twitter_user_id: ${hex(32)}`)).toEqual([])
  })

  it('is the text of a field that names the provider', () => {
    expect(found(providerKey, datadog, 'datadog_api_key')).toEqual([datadog])
    expect(found(providerKey, datadog, 'checksum')).toEqual([])
  })

  it('takes short names as words only', () => {
    expect(found(providerKey, `LOB_KEY=${'live'}_${hex(35)}`)).toHaveLength(1)
    expect(found(providerKey, `globalization = ${hex(35)}`)).toEqual([])
  })
})

describe('pairs', () => {
  it('finds the secret next to its access key id', () => {
    expect(found(providerKey, `${aws},${awsSecret}`)).toEqual([aws, awsSecret])
    expect(found(providerKey, `key: ${aws}\nsecret: ${awsSecret}\n`)).toEqual([aws, awsSecret])
  })
  it('takes no word for it', () => {
    expect(found(providerKey, `${aws} used by applicationConfigurationProviderFactoryX`)).toEqual([aws])
  })
})

describe('passes', () => {
  it.each([
    ['crosses', `gh${'p'}_${'x'.repeat(36)}`],
    ['a documented sample', ['AKIA', 'IOSFODNN7EXAMPLE'].join('')],
    ['words', 'hf_requiredCharacteristicTypesForDisplayM'],
    ['a method', 's.AcceptanceTimeoutSecondsAB'],
    ['a file name', `ico-${hex(32)}.png`],
    ['a piece of data', `${base64(60)}+${`EZ${'AK'}`}${alphanumeric(54)}/${base64(60)}`],
    ['one that was cut short', `sk-${'ant'}-api03-${base64url(20)}...`],
  ])('%s', (_, text) => {
    expect(found(providerKey, text)).toEqual([])
  })
})
