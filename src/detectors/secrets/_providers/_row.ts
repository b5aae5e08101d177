import { both, type Localized } from '../../../core/index.ts'

/** What a key is for, in the words of a report. */
export const KEY_KINDS = {
  'access-key-id': both('access key id', '访问密钥 ID'),
  'access-token': both('access token', '访问令牌'),
  'account-key': both('account key', '账户密钥'),
  'admin-key': both('administration key', '管理密钥'),
  'api-key': both('API key', 'API 密钥'),
  'app-token': both('app token', '应用令牌'),
  'bot-token': both('bot token', '机器人令牌'),
  'client-id': both('client identifier', '客户端标识'),
  'client-secret': both('client secret', '客户端密钥'),
  'deploy-token': both('deploy token', '部署令牌'),
  'encryption-key': both('encryption key', '加密密钥'),
  'license-key': both('license key', '许可证密钥'),
  'oauth-token': both('OAuth token', 'OAuth 令牌'),
  'organization-token': both('organization token', '组织令牌'),
  password: both('password', '密码'),
  'personal-token': both('personal access token', '个人访问令牌'),
  'refresh-token': both('refresh token', '刷新令牌'),
  'runner-token': both('runner token', '运行器令牌'),
  'secret-key': both('secret key', '私密密钥'),
  'service-token': both('service token', '服务令牌'),
  'session-token': both('session token', '会话令牌'),
  'signing-secret': both('signing secret', '签名密钥'),
  'user-token': both('user token', '用户令牌'),
  webhook: both('webhook URL', 'Webhook 地址'),
} as const satisfies Record<string, Localized>

export type KeyKind = keyof typeof KEY_KINDS

/** True and false: the checksum agrees or not; undefined: this token carries none. */
export type TokenCheck = (token: string) => boolean | undefined

/** One form of key that a provider issues. */
export interface KeyRow {
  readonly kind: KeyKind
  /** In the language of `_shape.ts`. */
  readonly shape: string
  /**
   * `never`: the shape says it all. `helps`: without a name of the provider nearby the score is lower.
   * `needs`: the shape is generic, so a name of the provider must lead to the value.
   */
  readonly names?: 'never' | 'helps' | 'needs'
  readonly check?: TokenCheck
  /** A key of a sandbox, which moves no money and reads no real data. */
  readonly sandbox?: true
  /** Made of words or counters by design: the test for randomness does not apply. */
  readonly plain?: true
}

/** Everything a provider issues. */
export interface ProviderRow {
  /** The provider's own spelling, in both languages. */
  readonly title: string
  /** Lower-case words that point at the provider: in names of variables, hosts, comments. */
  readonly names: readonly string[]
  /** Where the provider describes its keys. */
  readonly reference: string
  readonly keys: readonly KeyRow[]
}
