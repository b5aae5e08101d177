import { both } from '../../core/index.ts'
import { enableThinkingWithBudget, NOT_DOCUMENTED } from './_switches.ts'
import type { Provider } from './provider.ts'

/** SiliconFlow, which serves open models. */
export const siliconflow: Provider = {
  id: 'siliconflow',
  title: both('SiliconFlow', '硅基流动（SiliconFlow）'),
  dialect: 'openai',
  url: 'https://api.siliconflow.cn/v1',
  regions: { international: 'https://api.siliconflow.com/v1' },
  keyVariable: 'SILICONFLOW_API_KEY',
  reference: 'https://docs.siliconflow.cn/docs/api/chat-completions-post',
  capabilities: ['generate', 'stream', 'tools', 'images', 'embeddings', 'thinking'],
  thinking: enableThinkingWithBudget,
  unsupported: { seed: NOT_DOCUMENTED, presencePenalty: NOT_DOCUMENTED, logProbabilities: NOT_DOCUMENTED },
  blocks: { codes: ['content_filter'], finishes: ['content_filter'] },
}
