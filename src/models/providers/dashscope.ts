import { both } from '../../core/index.ts'
import { enableThinkingWithBudget } from './_switches.ts'
import type { Provider } from './provider.ts'

/** Alibaba Cloud Model Studio (Qwen). Error codes: https://help.aliyun.com/zh/model-studio/error-code */
export const dashscope: Provider = {
  id: 'dashscope',
  title: both('Alibaba Cloud Model Studio (DashScope)', '阿里云百炼（DashScope）'),
  dialect: 'openai',
  url: 'https://dashscope.aliyuncs.com/compatible-mode/v1',
  regions: { international: 'https://dashscope-intl.aliyuncs.com/compatible-mode/v1' },
  keyVariable: 'DASHSCOPE_API_KEY',
  reference: 'https://help.aliyun.com/zh/model-studio/compatibility-of-openai-with-dashscope',
  capabilities: ['generate', 'stream', 'tools', 'images', 'embeddings', 'log-probabilities', 'thinking'],
  thinking: enableThinkingWithBudget,
  unsupported: {
    frequencyPenalty: both(
      'the compatible mode lists presence_penalty alone',
      '兼容模式只提供 presence_penalty',
    ),
  },
  blocks: {
    codes: ['data_inspection_failed', 'DataInspectionFailed'],
    phrases: ['DataInspectionFailed', 'data may contain inappropriate content'],
    finishes: ['content_filter'],
  },
}
