/** Words that speak to a model, to its rules or past its user. Bounded gaps keep every pattern linear (CWE-1333). */
const STRONG: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override|overrule|bypass|skip|drop|discard)\b.{0,48}\b(?:instruct\w{0,8}|prompts?|rules?|guidelines?|polic(?:y|ies)|directions?|directives?|commands?|constraints?|restrictions?|safety|(?:previous|prior|above|preceding|earlier)\s+(?:text|contents?|messages?|conversations?|context|inputs?|statements?|sentences?|paragraphs?|orders?|tasks?|information|data|documents?|requests?|questions?))\b/iu,
  /\b(?:new|updated|real|actual|hidden|secret|system|developer|admin|following|additional|special)\s+(?:instructions?|directives?|prompts?|commands?|orders?)\b/iu,
  /\b(?:you are (?:now|no longer|an? (?:ai|assistant|model|bot|evil|unrestricted))|from now on,? (?:you|always|never|only|respond|reply|answer|act|ignore|do)|act as (?:if|an? (?:ai|assistant|unrestricted|evil|unfiltered|different))|pretend (?:to be|that|you)|your (?:new )?(?:task|goal|role|job|instructions?|system prompt) (?:is|are)|as an (?:ai|llm)|(?:developer|god|dan|jailbreak) mode)\b/iu,
  /\b(?:do not|don't|never|without)\s+(?:tell|inform|mention|reveal|disclos|alert|notify|warn|show|ask)\w{0,4}\b.{0,40}\b(?:user|human|anyone|owner|customer|reader|this|that|it)\b/iu,
  /\b(?:send|forward|e-?mail|post|upload|exfiltrat\w{1,4}|leak|transmit|transfer|copy|append)\b.{0,64}\b(?:to|at)\b.{0,24}(?:https?:\/\/|[\w.+-]{1,64}@[\w-]{1,63}\.|attacker|server|account|webhook)/iu,
  /\b(?:reveal|print|repeat|output|show|display|leak|expose|dump)\b.{0,32}\b(?:system prompt|instructions?|password|passphrase|secrets?|api[- ]?keys?|credentials?|tokens?|conversation|chat history|confidential)\b/iu,
  /\b(?:ai|llm|language model|assistant|chatbot|gpt|claude|gemini|copilot|agent|reviewer|grader|crawler)s?\b[^.!?\n]{0,48}\b(?:must|should|shall|please|is to|are to|needs? to|have to|has to|ignore|respond|reply|answer|rate|recommend|include|say)\b/iu,
  /\b(?:if you are|as|attention|note to|dear|hey|hello|hi)\s+(?:an? |the |any |all )?(?:ai|llm|language model|assistant|chatbot|gpt|agent)s?\b/iu,
  /\b(?:respond|reply|answer|output|say|write|return|print)\s+(?:only|exactly|nothing but|with (?:only|just|the (?:word|phrase|text|string)|exactly))\b/iu,
  /\b(?:give|write|provide|recommend|assign)\b.{0,32}\b(?:positive|favou?rable|glowing|highest|perfect|strong accept|accept)\b.{0,24}\b(?:reviews?|ratings?|scores?|recommendations?|evaluations?)\b/iu,
  /\b(?:positive|favou?rable) (?:review|rating|score)s? only\b/iu,
  /(?:^|[\n>\]])\s{0,8}(?:#{1,6}\s{0,4})?(?:\[|<\|?|<<)?(?:system|developer|inst|instruction|im_start)(?:\s{0,4}(?:prompt|message|override|note))?(?:\]|\|?>|>>|\s{0,4}:)/iu,
  /\b(?:always|only|must|never)\s+(?:recommend|promote|praise|prefer|choose|mention|endorse|suggest|buy)\b/iu,
  /\b(?:delete|erase|wipe|destroy|encrypt)\s+(?:all|every|the user'?s?|my|your|their)\s+(?:\w{2,16}\s+)?(?:files?|data|e-?mails?|messages?|records?|history|accounts?|backups?|notes?|databases?)\b/iu,
  /\b(?:say|mention|reveal|disclose|report) nothing\b/iu,
  /(?:忽略|无视|忘记|忘掉|不要理会|不理会|跳过|绕过|违背|覆盖|推翻|丢弃|無視|忘記)[^。！？\n]{0,20}(?:指令|指示|提示|规则|規則|要求|内容|設定|设定|限制|约束|命令|对话|政策|准则)/u,
  /(?:新的?|系统|系統|隐藏|隱藏|秘密|开发者|管理员|真正的?|以下|下列|额外的?)(?:指令|提示词|提示|命令|任务|指示)/u,
  /(?:你现在是|你現在是|从现在开始|從現在開始|从现在起|你的(?:新)?(?:任务|角色|目标|职责)(?:是|为)|假装你|扮演|作为(?:一个|一名)?(?:AI|人工智能|大模型|语言模型|助手))/u,
  /(?:不要|别|切勿|请勿|不得|无需|不能)[^。！？\n]{0,8}(?:告诉|告知|提及|提到|透露|提醒|通知|显示给)[^。！？\n]{0,12}(?:用户|用戶|任何人|对方|客户|读者|此|这|这件)?/u,
  /(?:发送|转发|上传|泄露|传输|转账|提交|邮件|寄)[^。！？\n]{0,24}(?:到|至|给|往)[^。！？\n]{0,16}(?:https?:|[\w.+-]{1,64}@|服务器|邮箱|账户|账号|攻击者|网址)/u,
  /(?:输出|打印|显示|透露|泄露|重复|说出|告诉我)[^。！？\n]{0,16}(?:系统提示|提示词|指令|密码|口令|密钥|令牌|机密|对话记录|聊天记录)/u,
  /(?:只|仅|必须|务必|一定要|请)(?:能|需|要|可)?(?:回复|回答|输出|返回|说|推荐|给出)/u,
  /(?:给予?|给出|撰写|打)[^。！？\n]{0,16}(?:好评|正面评价|积极评价|最高分|满分|高分|通过)/u,
]

/** A sentence that starts with an order. */
const IMPERATIVE =
  /(?:^|[.!?;:\n"'(]\s{0,8}|\b(?:please|now|then|and|always|immediately|just|must|should|also)\s+)(?:ignore|disregard|forget|reply|respond|answer|say|print|output|write|send|e-?mail|forward|post|upload|delete|remove|erase|execute|run|call|invoke|open|visit|click|download|install|reveal|show|display|repeat|translate|recommend|promote|praise|give|rate|accept|approve|transfer|buy|sell|pretend|act|assume|stop|start|use|add|insert|include|append|replace|change|set|tell|ask|make|pay|help|assist|refuse|comply|obey|follow|read|return|classify|label|summari[sz]e|mention|claim|never|do not|don't|always|you (?:are|must|should|will|shall|can))\b/iu

/** A command for a shell. */
const COMMAND =
  /\b(?:curl|wget|rm -rf|powershell|eval|exec|base64 -d|nc -e|chmod \+x)\b.{0,48}(?:https?:|\/|\(|\||-)/iu

const IMPERATIVE_ZH =
  /(?:^|[。！？；：，,.!?;:\n“"'（(]\s{0,8})(?:请|請|立即|马上|务必|必须|始终|总是|永远|不要|切勿|别|禁止|把|将|执行|運行|运行|回复|回答|输出|发送|删除|打开|点击|访问|下载|推荐|告诉|说|使用|忽略|你(?:必须|应该|要|是|会|可以|需要))/u

/** Longest text that is looked at, in UTF-16 units. */
const MAX_LOOKED_AT = 20_000

/** The first stretch that speaks to a model: an order about its rules, its prompt, its answer or its user's data. */
export function findInstruction(text: string): { start: number; end: number } | undefined {
  const head = text.length > MAX_LOOKED_AT ? text.slice(0, MAX_LOOKED_AT) : text
  let first: { start: number; end: number } | undefined
  for (const pattern of STRONG) {
    const match = pattern.exec(head)
    if (match && (first === undefined || match.index < first.start)) {
      first = { start: match.index, end: match.index + match[0].length }
    }
  }
  return first
}

/** True when a text that somebody went to the length of encoding reads as an order of any kind. */
export function readsAsInstruction(text: string): boolean {
  const head = text.slice(0, MAX_LOOKED_AT)
  return (
    findInstruction(head) !== undefined ||
    IMPERATIVE.test(head) ||
    IMPERATIVE_ZH.test(head) ||
    COMMAND.test(head)
  )
}
