import { both } from '../../core/index.ts'
import { thinkingType } from './_switches.ts'
import type { Provider } from './provider.ts'

const NOT_WHILE_THINKING = both(
  'has no effect or is refused while the model reasons, and its default may be to reason',
  '模型思考时该参数无效或会被拒绝，而模型默认可能处于思考模式',
)

/** DeepSeek. What reasoning does to settings: https://api-docs.deepseek.com/guides/reasoning_model */
export const deepseek: Provider = {
  id: 'deepseek',
  title: both('DeepSeek', '深度求索（DeepSeek）'),
  dialect: 'openai',
  url: 'https://api.deepseek.com',
  keyVariable: 'DEEPSEEK_API_KEY',
  reference: 'https://api-docs.deepseek.com/api/create-chat-completion',
  capabilities: ['generate', 'stream', 'tools', 'log-probabilities', 'thinking'],
  thinking: thinkingType,
  unsupported: {
    seed: both('the API has no seed', '该接口没有 seed 参数'),
    topK: both('the API has no top_k', '该接口没有 top_k 参数'),
  },
  unsupportedWhileThinking: {
    temperature: NOT_WHILE_THINKING,
    topP: NOT_WHILE_THINKING,
    presencePenalty: NOT_WHILE_THINKING,
    frequencyPenalty: NOT_WHILE_THINKING,
    logProbabilities: NOT_WHILE_THINKING,
  },
  blocks: { phrases: ['Content Exists Risk'], finishes: ['content_filter'] },
}
