import type { Capability, Localized, RequestSetting } from '../../core/index.ts'

/** How a provider tells of its own content filter. */
export interface BlockSigns {
  /** Error codes or types, compared whole. */
  readonly codes?: readonly string[]
  /** Beginnings of error codes. */
  readonly codePrefixes?: readonly string[]
  /** Phrases in the message of an error, for providers that give a filter no code of its own. */
  readonly phrases?: readonly string[]
  /** Reasons for which an answer ended. */
  readonly finishes?: readonly string[]
  /** The lowest `flag` of a choice that tells of a filter. */
  readonly flagFrom?: number
}

/** How an endpoint gives the log-probabilities of a given text. */
export type Scoring = 'echo' | 'prompt-logprobs'

/** Body fields that turn a model's reasoning on, off, or bound it. */
export type ThinkingSwitch = (thinking: boolean | { readonly maxTokens: number }) => {
  readonly fields: Readonly<Record<string, unknown>>
  /** Said when the bound cannot be passed on. */
  readonly ignored?: Localized
}

/** What is particular to one provider; every fact comes from its documentation at `reference`. */
export interface Provider {
  readonly id: string
  readonly title: Localized
  readonly dialect: 'openai' | 'anthropic'
  /** The base address as documented. */
  readonly url: string
  /** Further documented base addresses, by region. */
  readonly regions?: Readonly<Record<string, string>>
  /** The environment variable that its documentation names; undefined where no key is needed. */
  readonly keyVariable?: string
  readonly reference: string
  /** What its models offer in general; a project file may say otherwise for one model. */
  readonly capabilities: readonly Capability[]
  readonly maxTokensField?: 'max_tokens' | 'max_completion_tokens'
  readonly thinking?: ThinkingSwitch
  readonly scoring?: Scoring
  /** Settings that are refused or have no effect; they are left out of requests and reported. */
  readonly unsupported?: Partial<Readonly<Record<RequestSetting, Localized>>>
  /** Further ones unless the request turns reasoning off. */
  readonly unsupportedWhileThinking?: Partial<Readonly<Record<RequestSetting, Localized>>>
  readonly blocks: BlockSigns
}
