import { both } from '../../core/index.ts'
import { enableThinking, NOT_DOCUMENTED } from './_switches.ts'
import type { Provider } from './provider.ts'

/** Baidu Qianfan, version 2 of its API. */
export const qianfan: Provider = {
  id: 'qianfan',
  title: both('Baidu Qianfan (ERNIE)', '百度千帆（文心）'),
  dialect: 'openai',
  url: 'https://qianfan.baidubce.com/v2',
  keyVariable: 'QIANFAN_API_KEY',
  reference: 'https://cloud.baidu.com/doc/qianfan-api/s/3m7of64lb',
  capabilities: ['generate', 'stream', 'tools', 'images', 'embeddings', 'thinking'],
  thinking: enableThinking,
  unsupported: { topK: NOT_DOCUMENTED, logProbabilities: NOT_DOCUMENTED },
  // `flag` is 0 for a normal answer and something else for one that its review cut, replaced or took back.
  blocks: { codes: ['content_filter'], finishes: ['content_filter'], flagFrom: 1 },
}
