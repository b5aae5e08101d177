import { both } from '../../core/index.ts'
import { NOT_DOCUMENTED, thinkingType } from './_switches.ts'
import type { Provider } from './provider.ts'

/** Zhipu (GLM). Its filter: https://docs.bigmodel.cn/cn/guide/platform/securityaudit */
export const zhipu: Provider = {
  id: 'zhipu',
  title: both('Zhipu (GLM)', '智谱（GLM）'),
  dialect: 'openai',
  url: 'https://open.bigmodel.cn/api/paas/v4',
  keyVariable: 'ZHIPUAI_API_KEY',
  reference: 'https://docs.bigmodel.cn/api-reference',
  capabilities: ['generate', 'stream', 'tools', 'images', 'embeddings', 'thinking'],
  thinking: thinkingType,
  unsupported: {
    seed: NOT_DOCUMENTED,
    topK: NOT_DOCUMENTED,
    presencePenalty: NOT_DOCUMENTED,
    frequencyPenalty: NOT_DOCUMENTED,
    logProbabilities: NOT_DOCUMENTED,
  },
  blocks: { codes: ['1301'], finishes: ['sensitive'] },
}
