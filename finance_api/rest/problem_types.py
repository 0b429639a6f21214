"""Every type of problem the service answers with: status, title, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProblemType:
    slug: str
    status: int
    title: str
    title_zh: str
    advice: str
    advice_zh: str


_ALL = (
    ProblemType(
        "bad-request", 400, "Bad request", "请求有误",
        "The request could not be parsed. Check its syntax and encoding.", "请求无法解析，请检查格式与编码。",
    ),
    ProblemType(
        "invalid-parameter", 400, "Invalid query parameter", "查询参数有误",
        "`errors` names each parameter that is unknown or has a value that cannot be used.",
        "errors 列出每个未知或取值有误的参数。",
    ),
    ProblemType(
        "invalid-body", 400, "Invalid request body", "请求内容有误",
        "`errors` points to each field of the body that cannot be used.", "errors 指出请求内容中有误的字段。",
    ),
    ProblemType(
        "invalid-cursor", 400, "Invalid cursor", "分页游标无效",
        "A cursor belongs to the query that gave it. Begin again without `cursor`.",
        "游标只能用于产生它的查询。请去掉 cursor 重新开始。",
    ),
    ProblemType(
        "token-in-address", 400, "Token in the address", "地址中含有令牌",
        "Addresses are logged and passed on. Revoke the token; send a new one as `Authorization: Bearer`.",
        "地址会被记录和转发。请撤销该令牌，并将新令牌放在 Authorization 头中。",
    ),
    ProblemType(
        "unauthorized", 401, "Authentication needed", "需要身份验证",
        "Send `Authorization: Bearer fin_…` with a token that is neither expired nor revoked.",
        "请在 Authorization 头中提供有效令牌。",
    ),
    ProblemType(
        "forbidden", 403, "Not allowed", "没有权限",
        "The token lacks the scope that is needed.", "令牌缺少所需的权限范围。",
    ),
    ProblemType(
        "not-found", 404, "Not found", "未找到",
        "There is nothing at this address, or the token may not see it.", "此地址没有内容，或令牌无权查看。",
    ),
    ProblemType(
        "method-not-allowed", 405, "Method not allowed", "不支持的方法",
        "The `Allow` header lists the methods of this address.", "Allow 头列出此地址支持的方法。",
    ),
    ProblemType(
        "not-acceptable", 406, "Not acceptable", "无法提供所请求的格式",
        "Ask for a format that this address offers.", "请改用此地址提供的格式。",
    ),
    ProblemType(
        "conflict", 409, "Conflict", "状态冲突",
        "The present state does not allow this. Read it again.", "当前状态不允许此操作，请重新读取。",
    ),
    ProblemType(
        "precondition-failed", 412, "Precondition failed", "前提条件不成立",
        "The resource has changed since you read it. Read it again.", "资源已被修改，请重新读取。",
    ),
    ProblemType(
        "content-too-large", 413, "Content too large", "内容过大",
        "Send less, or ask the operator to raise the limit named in `detail`.",
        "请减小内容，或请管理员调整 detail 所列的设置。",
    ),
    ProblemType(
        "unsupported-media-type", 415, "Unsupported media type", "不支持的内容类型",
        "Send the content type that the documentation names.", "请使用文档所列的内容类型。",
    ),
    ProblemType(
        "unreadable-document", 422, "Unreadable document", "文档无法读取",
        "`code` says why there are no final accounts to be read from the file.",
        "code 说明为何无法从文件中读取决算。",
    ),
    ProblemType(
        "idempotency-key-reused", 422, "Idempotency key used for another request", "幂等键已用于其他请求",
        "Use a new key for a new request.", "新的请求请使用新的幂等键。",
    ),
    ProblemType(
        "precondition-required", 428, "Precondition required", "需要前提条件",
        "Send `If-Match` with the ETag that you read.", "请在 If-Match 中提供所读取的 ETag。",
    ),
    ProblemType(
        "too-many-requests", 429, "Too many requests", "请求过多",
        "Wait for the seconds of `Retry-After`.", "请按 Retry-After 所列秒数等待。",
    ),
    ProblemType(
        "internal-error", 500, "Internal error", "服务器内部错误",
        "Our fault. Name the request id when reporting it.", "这是服务自身的错误，报告时请注明 request_id。",
    ),
    ProblemType(
        "unavailable", 503, "Temporarily unavailable", "暂时不可用",
        "Try again after the seconds of `Retry-After`.", "请按 Retry-After 所列秒数后重试。",
    ),
    ProblemType(
        "storage-full", 507, "Insufficient storage", "存储空间不足",
        "Nothing was kept. Try again when there is room.", "文件未保存，请待管理员清理空间后重试。",
    ),
)  # fmt: skip

PROBLEM_TYPES = {type_.slug: type_ for type_ in _ALL}
