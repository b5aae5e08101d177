import { both } from '../../core/index.ts'
import { NOT_DOCUMENTED, reasoningEffort } from './_switches.ts'
import type { Provider } from './provider.ts'

/** OpenAI, and Azure's service of the same API, whose filter answers with `content_filter`. */
export const openai: Provider = {
  id: 'openai',
  title: both('OpenAI', 'OpenAI'),
  dialect: 'openai',
  url: 'https://api.openai.com/v1',
  keyVariable: 'OPENAI_API_KEY',
  reference: 'https://platform.openai.com/docs/api-reference',
  capabilities: ['generate', 'stream', 'tools', 'images', 'embeddings', 'log-probabilities', 'thinking'],
  maxTokensField: 'max_completion_tokens',
  thinking: reasoningEffort,
  unsupported: { topK: NOT_DOCUMENTED },
  blocks: {
    codes: ['content_filter', 'content_policy_violation', 'ResponsibleAIPolicyViolation', 'invalid_prompt'],
    finishes: ['content_filter'],
  },
}
