import { both } from '../../core/index.ts'
import type { ThinkingSwitch } from './provider.ts'

const NO_BOUND = both(
  'this provider turns reasoning on or off but does not bound it',
  '该服务商只能开启或关闭思考，不能限定其长度',
)

/** `thinking: { type: enabled | disabled }`, without a bound. */
export const thinkingType: ThinkingSwitch = thinking => ({
  fields: { thinking: { type: thinking === false ? 'disabled' : 'enabled' } },
  ...(typeof thinking === 'object' ? { ignored: NO_BOUND } : {}),
})

/** `enable_thinking`, with `thinking_budget` as its bound in tokens. */
export const enableThinkingWithBudget: ThinkingSwitch = thinking => ({
  fields: {
    enable_thinking: thinking !== false,
    ...(typeof thinking === 'object' ? { thinking_budget: thinking.maxTokens } : {}),
  },
})

/** `enable_thinking` alone. */
export const enableThinking: ThinkingSwitch = thinking => ({
  fields: { enable_thinking: thinking !== false },
  ...(typeof thinking === 'object' ? { ignored: NO_BOUND } : {}),
})

/** `reasoning_effort`, from `none` to `medium`. */
export const reasoningEffort: ThinkingSwitch = thinking => ({
  fields: { reasoning_effort: thinking === false ? 'none' : 'medium' },
  ...(typeof thinking === 'object' ? { ignored: NO_BOUND } : {}),
})

/** Why a provider's documentation does not list a setting. */
export const NOT_DOCUMENTED = both(
  "not among the settings in the provider's documentation",
  '服务商文档中没有该参数',
)
