import type { ProviderRow } from './_row.ts'

/** Clouds, collaboration tools and platforms of China; their language models stand in `ai.ts`. */
export const CHINA: readonly ProviderRow[] = [
  {
    title: 'Alibaba Cloud',
    names: ['alibaba', 'aliyun', 'alicloud', 'oss_', '阿里云'],
    reference: 'https://help.aliyun.com/zh/ram/user-guide/create-an-accesskey-pair',
    keys: [
      { kind: 'access-key-id', shape: 'LTAI{n12-22}' },
      { kind: 'access-key-id', shape: 'STS.{n20-40}', names: 'helps' },
      { kind: 'secret-key', shape: '{n30}', names: 'needs' },
    ],
  },
  {
    title: 'Tencent Cloud',
    names: ['tencent', 'qcloud', 'cos_', '腾讯云'],
    reference: 'https://cloud.tencent.com/document/product/598/40488',
    keys: [
      { kind: 'access-key-id', shape: 'AKID{w28-60}' },
      { kind: 'secret-key', shape: '{n32}', names: 'needs' },
    ],
  },
  {
    title: 'Volcengine',
    names: ['volcengine', 'volc_', 'bytedance', 'doubao', 'ark_api', '火山引擎', '豆包'],
    reference: 'https://www.volcengine.com/docs/6291/65568',
    keys: [
      { kind: 'access-key-id', shape: 'AKLT{w20-60}{=0-2}' },
      { kind: 'secret-key', shape: '{b58}==', names: 'needs' },
      { kind: 'api-key', shape: '{uuid}', names: 'needs' },
    ],
  },
  {
    title: 'Baidu AI Cloud',
    names: ['baidu', 'bce_', 'qianfan', 'ernie', 'wenxin', '百度', '千帆', '文心'],
    reference: 'https://cloud.baidu.com/doc/Reference/s/9jwvz2egb',
    keys: [
      { kind: 'api-key', shape: 'bce-v3/ALTAK-{n21}/{x40}' },
      { kind: 'access-key-id', shape: 'ALTAK-{n20-22}' },
      { kind: 'access-key-id', shape: 'ALTAK{n20-28}' },
      { kind: 'api-key', shape: '{n24}', names: 'needs' },
      { kind: 'secret-key', shape: '{n32}', names: 'needs' },
      { kind: 'secret-key', shape: '{x40}', names: 'needs' },
    ],
  },
  {
    title: 'Huawei Cloud',
    names: ['huawei', 'hwcloud', 'hwc_', 'obs_', '华为'],
    reference: 'https://support.huaweicloud.com/usermanual-ca/ca_01_0003.html',
    keys: [
      { kind: 'access-key-id', shape: '{M20}', names: 'needs' },
      { kind: 'secret-key', shape: '{n40}', names: 'needs' },
    ],
  },
  {
    title: 'JD Cloud',
    names: ['jdcloud', 'jd_cloud', '京东云'],
    reference: 'https://docs.jdcloud.com/cn/account-management/accesskey-management',
    keys: [
      { kind: 'access-key-id', shape: 'JDC_{M28-32}' },
      { kind: 'secret-key', shape: '{M32}', names: 'needs' },
    ],
  },
  {
    title: 'Qiniu',
    names: ['qiniu', '七牛'],
    reference: 'https://developer.qiniu.com/kodo/3978/the-basic-concept',
    keys: [{ kind: 'secret-key', shape: '{w40}', names: 'needs' }],
  },
  {
    title: 'UCloud',
    names: ['ucloud'],
    reference: 'https://docs.ucloud.cn/api/summary/signature',
    keys: [{ kind: 'secret-key', shape: '{b40-72}{=0-2}', names: 'needs' }],
  },
  {
    title: 'WeChat',
    names: ['wechat', 'weixin', 'wx_', 'mp_secret', 'wxapp', '微信', '小程序', '公众号'],
    reference: 'https://developers.weixin.qq.com/doc/offiaccount/Basic_Information/Get_access_token.html',
    keys: [
      { kind: 'client-id', shape: 'wx{x16}' },
      { kind: 'client-secret', shape: '{x32}', names: 'needs' },
      { kind: 'signing-secret', shape: '{n32}', names: 'needs' },
    ],
  },
  {
    title: 'WeCom',
    names: ['wecom', 'qyapi', 'wxwork', '企业微信', '企微'],
    reference: 'https://developer.work.weixin.qq.com/document/path/91770',
    keys: [
      { kind: 'webhook', shape: 'qyapi.weixin.qq.com/cgi-bin/webhook/send?key=({uuid})' },
      { kind: 'client-id', shape: 'ww{x16}', names: 'needs' },
      { kind: 'client-secret', shape: '{w43}', names: 'needs' },
    ],
  },
  {
    title: 'DingTalk',
    names: ['dingtalk', 'dingding', '钉钉'],
    reference: 'https://open.dingtalk.com/document/robots/customize-robot-security-settings',
    keys: [
      { kind: 'webhook', shape: 'oapi.dingtalk.com/robot/send?access_token=({x64})' },
      { kind: 'signing-secret', shape: 'SEC{x64}' },
      { kind: 'access-token', shape: '{x64}', names: 'needs' },
      { kind: 'client-secret', shape: '{w64}', names: 'needs' },
      { kind: 'client-id', shape: 'ding{m12-20}', names: 'needs' },
    ],
  },
  {
    title: 'Feishu',
    names: ['feishu', 'lark', '飞书'],
    reference: 'https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot',
    keys: [
      { kind: 'webhook', shape: 'open.feishu.cn/open-apis/bot/v2/hook/({uuid})' },
      { kind: 'webhook', shape: 'open.feishu.cn/open-apis/bot/hook/({x32})' },
      { kind: 'webhook', shape: 'open.larksuite.com/open-apis/bot/v2/hook/({uuid})' },
      { kind: 'client-id', shape: 'cli_{x16}' },
      { kind: 'client-secret', shape: '{n32}', names: 'needs' },
      { kind: 'signing-secret', shape: '{n22}', names: 'needs' },
      { kind: 'access-token', shape: 't-{w30-60}', names: 'needs' },
    ],
  },
  {
    title: 'Alipay',
    names: ['alipay', '支付宝'],
    reference: 'https://opendocs.alipay.com/common/02kipk',
    keys: [{ kind: 'secret-key', shape: 'MII{b300+}{=0-2}', names: 'needs' }],
  },
  {
    title: 'AMap',
    names: ['amap', 'gaode', '高德'],
    reference: 'https://lbs.amap.com/api/webservice/create-project-and-key',
    keys: [{ kind: 'api-key', shape: '{x32}', names: 'needs' }],
  },
  {
    title: 'Gitee',
    names: ['gitee', '码云'],
    reference: 'https://gitee.com/api/v5/swagger',
    keys: [{ kind: 'personal-token', shape: '{x32}', names: 'needs' }],
  },
  {
    title: 'ServerChan',
    names: ['serverchan', 'sctapi', 'ftqq', 'server酱'],
    reference: 'https://sct.ftqq.com/',
    keys: [
      { kind: 'api-key', shape: 'SCT{d3-8}T{n20-40}' },
      { kind: 'api-key', shape: 'SCU{d3-8}T{n40-60}' },
    ],
  },
]
